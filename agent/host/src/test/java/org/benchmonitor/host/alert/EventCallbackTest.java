package org.benchmonitor.host.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.server.http.StreamMessage;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventCallbackTest {
  private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();
  private static final BlockingQueue<Object> CALLED = new LinkedBlockingQueue<>();
  private static final CountDownLatch HELD = new CountDownLatch(1);

  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());

  /** The host's. */
  public static final class Hook {
    private Hook() {}

    public static void text(String type, String json) {
      CALLED.add(type + " " + json);
    }

    public static void map(String type, Map<String, Object> message) {
      CALLED.add(message);
    }

    public static void fail(String type, String json) {
      throw new IllegalStateException("not now");
    }

    public static void block(String type, String json) throws InterruptedException {
      HELD.await();
    }

    static void touch() {}
  }

  /** The host's, which takes texts. */
  public static final class Listener implements BiConsumer<String, String> {
    @Override
    public void accept(String type, String json) {
      CALLED.add(type + " " + json);
    }
  }

  /** The host's, which takes maps. */
  public static final class MapListener implements BiConsumer<String, Map<String, Object>> {
    @Override
    public void accept(String type, Map<String, Object> message) {
      CALLED.add(message);
    }
  }

  @BeforeEach
  void nothingWasCalledYet() {
    Hook.touch();
    CALLED.clear();
  }

  private EventCallback callback(String what) {
    return new EventCallback(
        EventCallbackTest.class.getName() + what,
        INSTRUMENTATION,
        new DaemonThreads((thread, failure) -> CALLED.add(failure)),
        log);
  }

  private static List<StreamMessage> messages(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            i ->
                new StreamMessage(
                    i,
                    "tick",
                    ("{\"type\":\"tick\",\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static boolean close(EventCallback callback, long millis) {
    return callback.close(System.nanoTime() + millis * 1_000_000);
  }

  @Test
  void aMethodGetsTextsOrMapsInOrder() {
    EventCallback text = callback("$Hook#text");
    text.offer(messages(2));
    assertThat(close(text, 20_000)).isTrue();
    assertThat(CALLED)
        .containsExactly("tick {\"type\":\"tick\",\"n\":1}", "tick {\"type\":\"tick\",\"n\":2}");
    CALLED.clear();
    EventCallback map = callback("$Hook#map");
    map.offer(messages(1));
    assertThat(close(map, 20_000)).isTrue();
    assertThat(CALLED).containsExactly(Map.of("type", "tick", "n", 1L));
  }

  @Test
  void aTypeIsMadeOnceAndGetsWhatItTakes() {
    assertThat(new Listener()).isNotNull();
    EventCallback listener = callback("$Listener");
    listener.offer(messages(1));
    assertThat(close(listener, 20_000)).isTrue();
    assertThat(CALLED).containsExactly("tick {\"type\":\"tick\",\"n\":1}");
    CALLED.clear();
    assertThat(new MapListener()).isNotNull();
    EventCallback maps = callback("$MapListener");
    maps.offer(messages(1));
    assertThat(close(maps, 20_000)).isTrue();
    assertThat(CALLED).containsExactly(Map.of("type", "tick", "n", 1L));
  }

  @Test
  void whatFailsIsLoggedEverLessOften() {
    EventCallback callback = callback("$Hook#fail");
    callback.offer(messages(20));
    assertThat(close(callback, 20_000)).isTrue();
    assertThat(log.entries(LogLevel.WARN, 100))
        .hasSize(5)
        .allMatch(entry -> entry.message().endsWith("java.lang.IllegalStateException: not now"));
    EventCallback none = callback("$Nowhere");
    none.offer(messages(1));
    assertThat(close(none, 20_000)).isTrue();
    assertThat(log.entries(LogLevel.WARN, 100)).hasSize(6);
  }

  @Test
  void oneThatIsTooSlowMissesTheOldestAndHoldsNobody() {
    EventCallback callback = callback("$Hook#block");
    callback.offer(messages(300));
    assertThat(callback.skipped()).isBetween(199L, 200L);
    assertThat(close(callback, 50)).isFalse();
    HELD.countDown();
  }
}
