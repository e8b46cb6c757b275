package org.benchmonitor.host.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;

class AlertCallbackTest {
  private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();
  private static final BlockingQueue<Object> CALLED = new LinkedBlockingQueue<>();
  private static final CountDownLatch HELD = new CountDownLatch(1);

  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());

  /** The host's. */
  public static final class Hook {
    private Hook() {}

    public static void text(String json) {
      CALLED.add(json);
    }

    public static void map(Map<String, Object> alert) {
      CALLED.add(alert);
    }

    public static void fail(String json) {
      throw new IllegalStateException("not now");
    }

    public static void block(String json) throws InterruptedException {
      CALLED.add("blocked");
      HELD.await();
    }

    public static void loader(String json) {
      CALLED.add(String.valueOf(Thread.currentThread().getContextClassLoader()));
    }

    public void ofAnObject(String json) {
      CALLED.add(json);
    }

    static void hidden(String json) {
      CALLED.add(json);
    }

    static void touch() {}
  }

  /** Loaded, but never used by the host. */
  public static final class Untouched {
    static {
      CALLED.add("initialised");
    }

    private Untouched() {}

    public static void text(String json) {
      CALLED.add(json);
    }
  }

  private AlertCallback callback(Class<?> type, String method) {
    Hook.touch();
    return new AlertCallback(
        type.getName() + "#" + method,
        INSTRUMENTATION,
        new DaemonThreads((thread, failure) -> CALLED.add(failure)),
        log);
  }

  private static boolean close(AlertCallback callback, long millis) {
    return callback.close(System.nanoTime() + millis * 1_000_000);
  }

  private List<String> warnings() {
    return log.entries(LogLevel.WARN, 100).stream().map(entry -> entry.message()).toList();
  }

  @Test
  void itGetsATextOrAMap() throws InterruptedException {
    AlertCallback text = callback(Hook.class, "text");
    text.offer(Changes.broken());
    assertThat(String.valueOf(CALLED.poll(20, TimeUnit.SECONDS)))
        .startsWith("{\"name\":\"slow\",\"condition\":\"p99 of read < 50ms over 1s\",")
        .contains("\"state\":\"broken\"", "\"limit\":50,", "\"unit\":\"ms\"");
    assertThat(close(text, 10_000)).isTrue();
    AlertCallback map = callback(Hook.class, "map");
    map.offer(Changes.broken());
    assertThat(CALLED.poll(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(Map.class, got -> assertThat(got.get("name")).isEqualTo("slow"));
    assertThat(close(map, 10_000)).isTrue();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void itIsCalledWithTheLoaderOfItsClassEachTime() {
    AlertCallback callback = callback(Hook.class, "loader");
    callback.offer(Changes.broken());
    callback.offer(Changes.broken());
    assertThat(close(callback, 20_000)).isTrue();
    String loader = String.valueOf(Hook.class.getClassLoader());
    assertThat(List.copyOf(CALLED)).isEqualTo(List.of(loader, loader));
    CALLED.clear();
  }

  @Test
  void whatItThrowsIsLogged() {
    AlertCallback callback = callback(Hook.class, "fail");
    callback.offer(Changes.broken());
    assertThat(close(callback, 20_000)).isTrue();
    assertThat(warnings())
        .singleElement()
        .asString()
        .endsWith("it threw java.lang.IllegalStateException: not now");
  }

  @Test
  void oneThatBlocksHoldsNobody() throws InterruptedException {
    AlertCallback callback = callback(Hook.class, "block");
    callback.offer(Changes.broken());
    assertThat(CALLED.poll(20, TimeUnit.SECONDS)).isEqualTo("blocked");
    for (int i = 0; i < 300; i++) {
      callback.offer(Changes.broken());
    }
    assertThat(close(callback, 50)).isFalse();
    HELD.countDown();
  }

  @Test
  void whatIsNotThereOrNotPublicIsSaid() {
    for (String method : List.of("hidden", "nowhere", "ofAnObject")) {
      AlertCallback callback = callback(Hook.class, method);
      callback.offer(Changes.broken());
      assertThat(close(callback, 20_000)).isTrue();
    }
    assertThat(warnings())
        .hasSize(3)
        .allMatch(line -> line.contains("it has no such public static method"));
  }

  @Test
  void aClassThatTheProgramHasNotInitialisedIsLeftAlone() {
    AlertCallback callback = callback(Untouched.class, "text");
    callback.offer(Changes.broken());
    assertThat(close(callback, 20_000)).isTrue();
    assertThat(warnings()).hasSize(1);
    assertThat(CALLED).isEmpty();
  }
}
