package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Hosts in small heaps in which operations, names, errors or workers grow; the counts are exact.
 */
class GrowthIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int OPERATIONS = 1000;
  private static final Pattern MADE = Pattern.compile("made (\\d+) (\\d+)");
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final String ALL = "op=Many#m*";

  private static String classes;

  private static Stream<Arguments> heaps() {
    return Jdk.inTurn("256m", "128m", "64m", "40m");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("heaps")
  void aThousandOperations(int version, String heap) {
    try (Host host = host(version, heap, ALL, "operations", "300")) {
      JsonNode monitor = grow(host);
      JsonNode report = end(host);
      JsonNode byOperation = report.get("metrics").get("by_operation");
      if (heap.equals("256m")) {
        assertThat(byOperation.size()).isEqualTo(OPERATIONS);
        assertThat(byOperation.get("m7").get("count").asLong()).isEqualTo(300);
      } else {
        assertThat(givenUp(monitor)).contains("names");
        assertThat(byOperation.has("other")).isTrue();
      }
      assertThat(givenUp(monitor).contains("timeline")).isTrue();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void aMillionNames(int version) {
    try (Host host = host(version, "64m", "op=name={0}=Growing#named", "names", "1000000")) {
      grow(host);
      JsonNode byOperation = end(host).get("metrics").get("by_operation");
      assertThat(byOperation.size()).isEqualTo(65);
      assertThat(byOperation.get("other").get("count").asLong()).isEqualTo(1_000_000 - 64);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void manyErrorsWithLongMessages(int version) {
    try (Host host = host(version, "40m", "op=name={0}=Growing#failing", "errors", "100000")) {
      JsonNode monitor = grow(host);
      assertThat(givenUp(monitor)).contains("recent_errors");
      JsonNode errors = end(host).get("errors");
      assertThat(errors.get("total_errors").asLong()).isEqualTo(100_000);
      assertThat(errors.get("recent_errors").size()).isPositive();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void manyWorkersWithManyOperations(int version) {
    try (Host host = host(version, "128m", ALL, "workers", "400", "500")) {
      JsonNode monitor = grow(host);
      assertThat(givenUp(monitor)).contains("leases");
      end(host);
    }
  }

  /**
   * What the agent says that it holds is what the heap holds more than before it grew. The host's
   * own part of the growth is some kilobytes.
   */
  @Test
  void theEstimateIsCloseToTheHeap() {
    try (Host host = host(17, "512m", ALL, "operations", "300")) {
      Await.until("the host", LONGEST, () -> host.stdout().contains("ready"));
      Await.until("a page", LONGEST, () -> monitor(host).get("bytes").asLong() > 0);
      long heldBefore = monitor(host).get("bytes").asLong();
      long liveBefore = live(host);
      JsonNode monitor = grow(host);
      long live = live(host) - liveBefore;
      double held = monitor.get("bytes").asLong() - heldBefore;
      assertThat(held).isGreaterThan(5e6);
      assertThat(held / live).as("%s of %s, %s", held, live, monitor).isCloseTo(1, within(0.25));
      end(host);
    }
  }

  @Test
  void theEstimateOfWorkersIsCloseToTheHeap() {
    try (Host host = host(17, "512m", ALL, "workers", "2000", "3")) {
      Await.until("the host", LONGEST, () -> host.stdout().contains("ready"));
      Await.until("a page", LONGEST, () -> monitor(host).get("bytes").asLong() > 0);
      long heldBefore = monitor(host).get("bytes").asLong();
      long liveBefore = live(host);
      JsonNode monitor = grow(host);
      // A thread that waits takes some of the heap by itself.
      long live = live(host) - liveBefore - 2000 * 700L;
      double held = monitor.get("bytes").asLong() - heldBefore;
      assertThat(held / live).as("%s of %s, %s", held, live, monitor).isCloseTo(1, within(0.5));
      end(host);
    }
  }

  private static Host host(int version, String heap, String operation, String... program) {
    return Host.on(Jdk.of(version))
        .jvm("-Xmx" + heap)
        .agent(operation, "metrics_interval=100ms", "report=report.json")
        .program("-cp", classes, "Growing")
        .program(program)
        .start();
  }

  /** Lets the host do its work, and returns what the monitor says of itself right after it. */
  private static JsonNode grow(Host host) {
    host.tell("go");
    Await.until("the host's work", LONGEST, () -> MADE.matcher(host.stdout()).find());
    long calls = Long.parseLong(made(host).group(1));
    Await.until("the last calls", LONGEST, () -> operations(host) == calls);
    JsonNode monitor = monitor(host);
    JsonNode memory = monitor.get("memory");
    assertThat(monitor.get("bytes").asLong())
        .as("%s", memory)
        .isLessThan(memory.get("limit_bytes").asLong() * 5 / 4);
    return monitor;
  }

  /** Ends the host and returns its report, whose counts are the host's own. */
  private static JsonNode end(Host host) {
    host.tell("end");
    assertThat(host.awaitExit()).as(host.stderr()).isZero();
    assertThat(host.stderr()).doesNotContain("did not end properly");
    JsonNode report = Runs.report(host);
    JsonNode total = report.get("metrics").get("total");
    assertThat(total.get("operations").asLong()).isEqualTo(Long.parseLong(made(host).group(1)));
    assertThat(total.get("errors").asLong()).isEqualTo(Long.parseLong(made(host).group(2)));
    Runs.assertNothingSuppressed(report);
    return report;
  }

  private static MatchResult made(Host host) {
    Matcher made = MADE.matcher(host.stdout());
    assertThat(made.find()).isTrue();
    return made.toMatchResult();
  }

  private static long operations(Host host) {
    JsonNode total = host.api().get("/api/metrics").get("total");
    return total.get("operations").asLong();
  }

  private static JsonNode monitor(Host host) {
    return host.api().get("/api/status").get("monitor");
  }

  private static List<String> givenUp(JsonNode monitor) {
    List<String> given = new ArrayList<>();
    monitor.get("memory").get("given_up").forEach(one -> given.add(one.asString()));
    return given;
  }

  /**
   * The bytes of all reachable objects. The JVM leaves the collection out while a thread is in a
   * critical region of native code, and counts garbage as well; the smallest of three has none.
   */
  private static long live(Host host) {
    return LongStream.generate(() -> counted(host)).limit(3).min().orElseThrow();
  }

  private static long counted(Host host) {
    Matcher total = TOTAL.matcher(Attaching.jcmd(Jdk.of(17), host, "GC.class_histogram"));
    assertThat(total.find()).isTrue();
    return Long.parseLong(total.group(1));
  }

  @BeforeAll
  static void compile() {
    classes = compiled();
  }

  /** The program with a class of a thousand methods that return their argument's successor. */
  private static String compiled() {
    try {
      Path root = Files.createDirectories(Path.of(Host.property("it.directory")));
      Path directory = Files.createTempDirectory(root, "growing");
      StringBuilder source = new StringBuilder("class Many {\n");
      StringBuilder all = new StringBuilder("  static int all(int x) {\n    int s = x;\n");
      for (int i = 0; i < OPERATIONS; i++) {
        source.append("  static int m").append(i).append("(int x) { return x + 1; }\n");
        all.append("    s = m").append(i).append("(s);\n");
      }
      source.append(all).append("    return s - x;\n  }\n}\n");
      Path many = Files.writeString(directory.resolve("Many.java"), source);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  said,
                  said,
                  "--release",
                  "17",
                  "-d",
                  directory.toString(),
                  many.toString(),
                  Programs.file("Growing.java").toString());
      assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
      return directory.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
