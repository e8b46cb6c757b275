package org.benchmonitor.host.alert;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import org.benchmonitor.host.instrument.HostTypes;
import org.benchmonitor.run.export.AlertMessages;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Calls a public static method of the host with each change, from a thread of its own. The method
 * takes a {@code String} of JSON or a {@code Map}; it may throw, and it may block.
 */
final class AlertCallback {
  private final String callback;
  private final Instrumentation instrumentation;
  private final AgentLog log;
  private final Dispatch<AlertChange> dispatch;

  /**
   * Makes it; nothing is looked for before the first change.
   *
   * @param callback {@code type#method}
   */
  AlertCallback(
      String callback, Instrumentation instrumentation, ThreadMaker asking, AgentLog log) {
    this.callback = callback;
    this.instrumentation = instrumentation;
    this.log = log;
    this.dispatch = new Dispatch<>("monitor-alert-callback", asking, this::call);
  }

  void offer(AlertChange change) {
    dispatch.offer(change);
  }

  private void call(AlertChange change) {
    String failure = "the program has not loaded its class, or it has no such public static method";
    try {
      Method method = find();
      if (method != null) {
        Object given =
            HostMethods.takesText(method)
                ? AlertMessages.text(change.alert(), change.session())
                : AlertMessages.map(change.alert(), change.session());
        Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
        method.invoke(null, given);
        return;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError wrong) {
      failure = HostMethods.reason(wrong);
    } finally {
      Thread.currentThread().setContextClassLoader(null);
    }
    log.warn("alert_callback=" + callback + " on '" + change.text() + "': " + failure);
  }

  private @Nullable Method find() {
    int hash = callback.indexOf('#');
    Class<?> type = HostTypes.initialised(instrumentation, callback.substring(0, hash));
    return type == null
        ? null
        : HostMethods.find(instrumentation, type, callback.substring(hash + 1));
  }

  /** Calls it with what is left; false if it was not done in time. */
  boolean close(long deadlineNanos) {
    return dispatch.close(deadlineNanos);
  }
}
