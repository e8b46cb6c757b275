package org.benchmonitor.setup.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.junit.jupiter.api.Test;

class AgentLogTest {
  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AgentLog log =
      new AgentLog(
          LogLevel.INFO,
          InstantSource.fixed(NOW),
          new PrintStream(bytes, false, StandardCharsets.UTF_8));

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private List<String> messages(LogLevel atLeast, int limit) {
    return log.entries(atLeast, limit).stream().map(LogEntry::message).toList();
  }

  @Test
  void entriesComeNewestLast() {
    log.info("listening", Map.of("port", 9090));
    log.warn("slow client");
    log.error("lost", Map.of("clean", false));
    assertThat(log.entries(LogLevel.DEBUG, 10))
        .containsExactly(
            new LogEntry(NOW, LogLevel.INFO, "listening", Map.of("port", 9090)),
            new LogEntry(NOW, LogLevel.WARN, "slow client", Map.of()),
            new LogEntry(NOW, LogLevel.ERROR, "lost", Map.of("clean", false)));
    assertThat(printed()).isEmpty();
  }

  @Test
  void whoeverFollowsGetsEachEntryOnceUnlessItIsGone() {
    log.info("a");
    assertThat(log.addedAfter(0)).isEqualTo(new AgentLog.Added(log.entries(LogLevel.INFO, 10), 1));
    assertThat(log.addedAfter(1)).isEqualTo(new AgentLog.Added(List.of(), 1));
    log.info("b");
    log.debug("not kept");
    log.warn("c");
    assertThat(log.addedAfter(1).entries()).extracting(LogEntry::message).containsExactly("b", "c");
    for (int i = 0; i < AgentLog.MOST_ENTRIES + 5; i++) {
      log.info("" + i);
    }
    AgentLog.Added later = log.addedAfter(3);
    assertThat(later.entries()).hasSize(AgentLog.MOST_ENTRIES);
    assertThat(later.added()).isEqualTo(3 + AgentLog.MOST_ENTRIES + 5);
  }

  @Test
  void aLimitLeavesTheNewestOfALevel() {
    log.warn("w1");
    log.info("i1");
    log.warn("w2");
    log.info("i2");
    log.error("e1");
    assertThat(messages(LogLevel.WARN, 2)).containsExactly("w2", "e1");
    assertThat(messages(LogLevel.INFO, 3)).containsExactly("w2", "i2", "e1");
    assertThat(messages(LogLevel.INFO, 0)).isEmpty();
    assertThat(messages(LogLevel.INFO, -1)).isEmpty();
  }

  @Test
  void whatIsBelowTheLogsLevelIsNotKept() {
    log.debug("detail");
    assertThat(log.entries(LogLevel.DEBUG, 10)).isEmpty();
  }

  @Test
  void theOldestLeaveWhenTheLogIsFull() {
    for (int i = 0; i < AgentLog.MOST_ENTRIES + 5; i++) {
      log.info("m" + i);
    }
    List<String> kept = messages(LogLevel.DEBUG, Integer.MAX_VALUE);
    assertThat(kept).hasSize(AgentLog.MOST_ENTRIES).startsWith("m5").endsWith("m1004");
  }

  @Test
  void longTextsAreCutAndNoCharacterIsHalved() {
    log.info("x".repeat(10_000), Map.of("k", "y".repeat(10_000)));
    LogEntry entry = log.entries(LogLevel.DEBUG, 1).get(0);
    assertThat(entry.message()).hasSize(AgentLog.LONGEST_MESSAGE).endsWith("x...");
    assertThat(String.valueOf(entry.context().get("k"))).hasSizeLessThan(600);
    log.info("x" + "🚀".repeat(2_000));
    String cut = log.entries(LogLevel.DEBUG, 1).get(0).message();
    assertThat(cut).hasSizeBetween(AgentLog.LONGEST_MESSAGE - 1, AgentLog.LONGEST_MESSAGE);
    assertThat(cut.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }

  @Test
  void laterChangesOfTheContextDoNotReachTheEntry() {
    Map<String, Object> context = new HashMap<>();
    context.put("null", null);
    context.put("list", List.of(1));
    log.info("m", context);
    context.put("later", 1);
    assertThat(log.entries(LogLevel.DEBUG, 1).get(0).context())
        .isEqualTo(Map.of("null", "null", "list", "[1]"));
  }

  @Test
  void aValueThatCannotBePrintedDoesNotThrow() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    assertThatCode(() -> log.info("m", Map.of("k", broken))).doesNotThrowAnyException();
    assertThat(log.entries(LogLevel.DEBUG, 10)).hasSize(1);
  }

  @Test
  void severalThreadsLoseNoEntry() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t * 200;
      threads.add(
          new Thread(() -> IntStream.range(first, first + 200).forEach(i -> log.info("m" + i))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> all = IntStream.range(0, 800).mapToObj(i -> "m" + i).toList();
    assertThat(messages(LogLevel.DEBUG, 1000)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void stderrGetsExactlyOneLine() {
    log.toStderr("one\ntwo\r\n\u001B[31m\u2028three");
    assertThat(printed()).isEqualTo("[monitor] one two   [31m three" + System.lineSeparator());
  }

  @Test
  void aLineOfAKeyIsPrintedOnce() {
    log.toStderrOnce("nothing matched", "first");
    log.toStderrOnce("nothing matched", "second");
    log.toStderrOnce("other", "third");
    assertThat(printed().lines()).containsExactly("[monitor] first", "[monitor] third");
  }

  @Test
  void theKeysOfLinesAreBounded() {
    for (int i = 0; i < 2_000; i++) {
      log.toStderrOnce("k" + i, "line");
    }
    assertThat(printed().lines()).hasSize(1_000);
  }

  @Test
  void aStderrThatFailsDoesNotThrow() {
    PrintStream failing =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            throw new IllegalStateException("the host's stream");
          }
        };
    AgentLog onFailing = new AgentLog(LogLevel.INFO, InstantSource.fixed(NOW), failing);
    assertThatCode(() -> onFailing.toStderr("line")).doesNotThrowAnyException();
    assertThat(onFailing.entries(LogLevel.WARN, 1)).hasSize(1);
  }
}
