package org.benchmonitor.host.alert;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.BiConsumer;
import org.benchmonitor.host.instrument.HostTypes;
import org.benchmonitor.run.export.JsonMaps;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamMessage;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Calls the host with each message of the stream, as a client among others: page, stream and
 * callback have the same bytes of a sequence number.
 *
 * <p>It is called on a thread of its own. When it is too slow the oldest messages are skipped and
 * counted; nothing waits for it.
 */
public final class EventCallback implements StreamClient {
  private final String callback;
  private final Instrumentation instrumentation;
  private final AgentLog log;
  private final Dispatch<StreamMessage> dispatch;
  private @Nullable Target target;
  private long failures;

  /** What is called. */
  private interface Target {
    void call(String type, String json) throws ReflectiveOperationException;
  }

  /**
   * Makes it; nothing is looked for before the first message.
   *
   * @param callback {@code type#method}, or a type that implements {@link BiConsumer}
   */
  public EventCallback(
      String callback, Instrumentation instrumentation, ThreadMaker asking, AgentLog log) {
    this.callback = callback;
    this.instrumentation = instrumentation;
    this.log = log;
    this.dispatch = new Dispatch<>("monitor-callback", asking, this::take);
  }

  @Override
  public void offer(List<StreamMessage> messages) {
    messages.forEach(dispatch::offer);
  }

  /** What is queued is handed over by {@link #close}. */
  @Override
  public void end() {}

  /** How many messages were skipped because the callback is too slow. */
  public long skipped() {
    return dispatch.dropped();
  }

  private void take(StreamMessage message) {
    String failure = "the program has not loaded its type, or it cannot be called";
    try {
      Target known = target == null ? find() : target;
      if (known != null) {
        target = known;
        known.call(message.type(), message.text());
        failures = 0;
        return;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError wrong) {
      failure = HostMethods.reason(wrong);
    }
    failures++;
    if (Long.bitCount(failures) == 1) {
      log.warn("callback=" + callback + " on " + message.type() + ": " + failure);
    }
  }

  private @Nullable Target find() throws ReflectiveOperationException {
    int hash = callback.indexOf('#');
    String name = hash < 0 ? callback : callback.substring(0, hash);
    Class<?> type = HostTypes.initialised(instrumentation, name);
    if (type == null) {
      return null;
    }
    Thread.currentThread().setContextClassLoader(type.getClassLoader());
    return hash < 0 ? consumer(type) : method(type, callback.substring(hash + 1));
  }

  private @Nullable Target consumer(Class<?> type) throws ReflectiveOperationException {
    if (!BiConsumer.class.isAssignableFrom(type)) {
      return null;
    }
    Object made =
        HostTypes.accessible(instrumentation, type.getDeclaredConstructor()).newInstance();
    @SuppressWarnings("unchecked") // what it does not take, it throws at
    BiConsumer<Object, Object> consumer = (BiConsumer<Object, Object>) made;
    boolean takesText = takes(type, String.class);
    return (kind, json) -> consumer.accept(kind, takesText ? json : JsonMaps.read(json));
  }

  /** Whether it declares that it accepts a text as its second argument, not a map or anything. */
  private static boolean takes(Class<?> type, Class<?> second) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("accept")
          && method.getParameterCount() == 2
          && method.getParameterTypes()[1] == second) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Target method(Class<?> type, String name) {
    Method method = HostMethods.find(instrumentation, type, name, String.class);
    if (method == null) {
      return null;
    }
    boolean takesText = HostMethods.takesText(method);
    return (kind, json) -> method.invoke(null, kind, takesText ? json : JsonMaps.read(json));
  }

  /**
   * Hands over what is left.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it was done in time
   */
  public boolean close(long deadlineNanos) {
    return dispatch.close(deadlineNanos);
  }
}
