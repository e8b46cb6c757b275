package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the tests of known runners have in common: their jars, our figures, and theirs. */
final class Runners {
  private static final Path ALL = Path.of(Host.property("it.runners"));

  private Runners() {}

  /**
   * Percentiles of successful calls.
   *
   * @param p50 milliseconds
   * @param p99 milliseconds
   * @param p98 the same as p99 where that alone is known
   * @param p997 the 99.7th, likewise
   */
  record Percentiles(double p50, double p99, double p98, double p997) {
    Percentiles(double p50, double p99) {
      this(p50, p99, p99, p99);
    }

    /** Of all values, in milliseconds. */
    static Percentiles of(List<Long> values) {
      List<Long> sorted = values.stream().sorted().toList();
      return new Percentiles(
          rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 0.98), rank(sorted, 0.997));
    }

    private static double rank(List<Long> sorted, double share) {
      return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
  }

  /** A runner from the registry with all that it needs. */
  static String classPath(String runner) {
    return String.join(File.pathSeparator, jars(runner));
  }

  static List<String> jars(String runner) {
    Path folder = ALL.resolve(runner).resolve("target").resolve("lib");
    try (Stream<Path> jars = Files.list(folder)) {
      List<String> paths = new ArrayList<>(jars.map(Path::toString).sorted().toList());
      assertThat(paths).isNotEmpty();
      return paths;
    } catch (IOException e) {
      throw new AssertionError(folder + " is not there, the build copies it", e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The first place in a text that a pattern matches; it must match. */
  static MatchResult found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher;
  }

  /** Every operation that was called with its count, failed calls included. */
  static Map<String, Long> counts(JsonNode report) {
    Map<String, Long> counts = new TreeMap<>();
    report
        .get("metrics")
        .get("by_operation")
        .properties()
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().get("count").asLong()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Every type of error with its count. */
  static Map<String, Long> errors(JsonNode report) {
    Map<String, Long> errors = new TreeMap<>();
    for (JsonNode type : report.get("errors").get("by_type")) {
      errors.put(type.get("type").asString(), type.get("count").asLong());
    }
    return errors;
  }

  private static Percentiles percentiles(JsonNode report, String operation) {
    JsonNode latency = report.get("metrics").get("by_operation").get(operation).get("latency");
    return new Percentiles(latency.get("p50").asDouble(), latency.get("p99").asDouble());
  }

  /**
   * The one preset that is taken; nothing that it knows is missing, and nothing has failed. A
   * client library that was watched before the runner came no longer is.
   */
  static void assertTaken(JsonNode report, String preset) {
    JsonNode presets = report.get("instrumentation").get("presets");
    List<String> taken = new ArrayList<>();
    for (JsonNode one : presets) {
      assertThat(one.get("state").asString()).as("%s", presets).isIn("taken", "withdrawn");
      if (one.get("state").asString().equals("taken")) {
        taken.add(one.get("name").asString());
        assertThat(one.get("reasons")).as("%s", presets).isEmpty();
      }
    }
    assertThat(taken).as("%s", presets).containsExactly(preset);
    Runs.assertNothingSuppressed(report);
  }

  /**
   * Ours and theirs are the same within the digits of our histogram, what theirs are rounded to,
   * and what lies between the two places of measuring. At p99 that may be a thread that waits for a
   * core between one clock's reading and the other's; the few calls whose place that changes are
   * allowed for where all of theirs are known.
   *
   * @param share how far both may be apart at p50, as a share of theirs
   * @param millis and as a fixed number of milliseconds
   */
  static void assertAgree(
      JsonNode report, String operation, Percentiles theirs, double share, double millis) {
    Percentiles ours = percentiles(report, operation);
    assertBetween("p50 of " + operation, ours.p50, theirs.p50, theirs.p50, share, millis);
    assertBetween(
        "p99 of " + operation,
        ours.p99,
        theirs.p98,
        theirs.p997,
        Math.max(share, 0.15),
        2 * millis);
  }

  private static void assertBetween(
      String what, double ours, double lowest, double highest, double share, double millis) {
    assertThat(ours)
        .as("%s, theirs is %s to %s", what, lowest, highest)
        .isBetween(lowest * (1 - share) - millis, highest * (1 + share) + millis);
  }

  /** Adds a row of docs/runners.md to a file of the build, with the figures of this run. */
  static void row(
      String runner,
      JsonNode report,
      String preset,
      String operation,
      long theirCount,
      Percentiles theirs) {
    Percentiles ours = percentiles(report, operation);
    String line =
        String.format(
            Locale.ROOT,
            "| %s | `%s` | `%s` | %d | %d | %s | %.4g | %s | %.4g | JDK %s |%n",
            runner,
            preset,
            operation,
            theirCount,
            counts(report).get(operation),
            theirs == null ? "-" : String.format(Locale.ROOT, "%.4g", theirs.p50),
            ours.p50,
            theirs == null ? "-" : String.format(Locale.ROOT, "%.4g", theirs.p99),
            ours.p99,
            report.get("status").get("jvm").get("version").asString());
    try {
      Files.writeString(
          Files.createDirectories(Path.of(Host.property("it.directory"))).resolve("runners.md"),
          line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
