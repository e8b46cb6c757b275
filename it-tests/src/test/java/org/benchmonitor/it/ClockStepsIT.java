package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Hosts whose wall clock steps: what happened lies where it happened. */
class ClockStepsIT {
  private static String classes;

  private static final int ROUNDS = 7;

  /** Timestamps have milliseconds, and a slew of 0.05 % is allowed. */
  private static final Duration ROUNDING = Duration.ofMillis(5);

  /** A cut reads the counts after its time; on a loaded machine its first ones are slow. */
  private static final Duration READING = Duration.ofMillis(50);

  /** How far a time may lie outside of what the program noted, in milliseconds. */
  private static final double ERRORS = 5;

  private static final double COLLECTIONS = 25;

  private static final String[] OPTIONS = {
    "op=ClockSteps#operation", "report=report.json", "metrics_interval=500ms"
  };

  private static Stream<Arguments> steps() {
    return Jdk.inTurn(
        Arguments.of("+3600", "went ahead by"), Arguments.of("-3600", "was set back by"));
  }

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("ClockSteps.java").toString();
  }

  private static Host.Builder host(int version, FakeTime time, String step, String waits) {
    return time.on(Host.on(Jdk.of(version)))
        .program("-cp", classes, "ClockSteps")
        .program(time.file().toString(), step, waits);
  }

  @ParameterizedTest(name = "JDK {0}, a step of {1} s")
  @MethodSource("steps")
  void errorsAndCollectionsLieWhereTheyHappenedAroundAStep(int version, String step, String text)
      throws IOException {
    Host.Builder plain = host(version, FakeTime.ahead("+0"), step, "-");
    Host.Builder monitored = host(version, FakeTime.ahead("+0"), step, "monitor").agent(OPTIONS);
    try (Host without = plain.run();
        Host with = monitored.run()) {
      assertThat(with.awaitExit()).as(with.stderr()).isEqualTo(without.awaitExit()).isEqualTo(3);
      assertThat(with.stdout()).isEqualTo(without.stdout()).isNotEmpty();
      assertThat(with.stderr().lines()).hasSize(1);
      Axis axis = assertWhole(with);
      assertThat(axis.steps())
          .singleElement()
          .satisfies(event -> assertThat(event.get("text").asString()).contains(text + " 1 h"));
      Duration gap = step.startsWith("+") ? Duration.ofHours(1) : Duration.ZERO;
      assertThat(axis.gaps()).isBetween(gap.minusSeconds(1), gap.plusSeconds(1));
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theTimesAreRightAfterAnAttachToAJvmThatHasSlept(int version) throws IOException {
    // Its start by the wall clock is two hours before what its uptime says.
    FakeTime time = FakeTime.ahead("-7200");
    try (Host host = host(version, time, "-", "attach").start()) {
      Await.until(
          "the main class",
          Duration.ofSeconds(20),
          () -> Attaching.jcmd(Jdk.of(version), host, "VM.uptime").contains(" s"));
      time.set("+0");
      Instant before = Instant.now();
      Attaching.attach(host, "address=localhost:0," + String.join(",", OPTIONS));
      host.tell("go");
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(3);
      Axis axis = assertWhole(host);
      assertThat(axis.steps()).isEmpty();
      assertThat(axis.points.get(0).start)
          .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    }
  }

  /** The report is whole, and each error and collection lies where the program noted it. */
  private static Axis assertWhole(Host host) throws IOException {
    JsonNode report = Runs.report(host);
    Runs.assertNothingSuppressed(report);
    assertThat(report.get("status").get("reason").asString()).contains("exited with 3");
    assertThat(report.get("metrics").get("total").get("errors").asInt()).isEqualTo(ROUNDS);
    Axis axis = Axis.of(report);
    List<Shift> shifts = new ArrayList<>();
    shifts.addAll(shifts(axis.errors(), moments(host, "error"), ERRORS));
    shifts.addAll(shifts(axis.collections(), moments(host, "gc"), COLLECTIONS));
    // One shift from the program's milliseconds to those of the run must do for all of them.
    assertThat(shifts.stream().mapToDouble(Shift::least).max().orElseThrow())
        .as("all of %s", shifts)
        .isLessThanOrEqualTo(shifts.stream().mapToDouble(Shift::most).min().orElseThrow());
    return axis;
  }

  /** By how many milliseconds the run's time is ahead of the program's. */
  private record Shift(double least, double most) {}

  private static List<Shift> shifts(List<Double> found, List<double[]> noted, double inexact) {
    assertThat(found).hasSize(ROUNDS).hasSameSizeAs(noted);
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      double at = found.get(i);
      shifts.add(new Shift(at - noted.get(i)[1] - inexact, at - noted.get(i)[0] + inexact));
    }
    return shifts;
  }

  private static List<double[]> moments(Host host, String kind) throws IOException {
    Path file = host.directory().resolve("moments.txt");
    return Files.readAllLines(file).stream()
        .map(line -> line.split(" "))
        .filter(words -> words[0].equals(kind))
        .map(words -> new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])})
        .toList();
  }

  private record Point(Instant start, Duration length, int errors) {
    Instant end() {
      return start.plus(length);
    }

    boolean holds(Instant time) {
      return !time.isBefore(start.minus(ROUNDING)) && !time.isAfter(end().plus(ROUNDING));
    }
  }

  /** The points of a report, which never go back, and the moments on them. */
  private record Axis(List<Point> points, JsonNode report) {
    static Axis of(JsonNode report) {
      List<Point> points = new ArrayList<>();
      for (JsonNode point : report.get("timeline").get("data_points")) {
        double seconds = point.get("duration_seconds").asDouble();
        points.add(
            new Point(
                time(point),
                Duration.ofNanos(Math.round(seconds * 1e9)),
                point.get("errors").asInt()));
      }
      assertThat(points.size()).isGreaterThan(5);
      for (int i = 0; i < points.size(); i++) {
        assertThat(points.get(i).length).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
        if (i > 0) {
          assertThat(points.get(i).start).isAfterOrEqualTo(points.get(i - 1).end().minus(ROUNDING));
        }
      }
      return new Axis(points, report);
    }

    private static Instant time(JsonNode node) {
      return Instant.parse(node.get("timestamp").asString());
    }

    /** The time between points. */
    Duration gaps() {
      Duration lengths = points.stream().map(Point::length).reduce(Duration.ZERO, Duration::plus);
      Instant end = points.get(points.size() - 1).end();
      return Duration.between(points.get(0).start, end).minus(lengths);
    }

    /** The milliseconds of the run up to a time, without gaps; it lies in a point. */
    double millis(Instant time) {
      Duration before = Duration.ZERO;
      for (Point point : points) {
        if (point.holds(time)) {
          return before.plus(Duration.between(point.start, time)).toNanos() / 1e6;
        }
        before = before.plus(point.length);
      }
      throw new AssertionError(time + " lies in none of " + points);
    }

    List<Double> errors() {
      List<Double> found = new ArrayList<>();
      for (JsonNode error : report.get("errors").get("recent_errors")) {
        Instant time = time(error);
        found.add(millis(time));
        assertThat(
                points.stream()
                    .filter(point -> point.holds(time) || point.holds(time.minus(READING))))
            .as("the point of an error at " + time + " counts it")
            .anyMatch(point -> point.errors > 0);
      }
      found.sort(Comparator.naturalOrder());
      return found;
    }

    List<Double> collections() {
      return events("gc").stream()
          .filter(event -> event.get("text").asString().contains("System.gc()"))
          .map(event -> millis(time(event)))
          .sorted()
          .toList();
    }

    /** The steps of the system's clock, without a change of the clock that times operations. */
    List<JsonNode> steps() {
      return events("clock").stream()
          .filter(event -> !event.get("text").asString().startsWith("clock: "))
          .toList();
    }

    List<JsonNode> events(String kind) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode event : report.get("timeline").get("events")) {
        if (event.get("kind").asString().equals(kind)) {
          found.add(event);
        }
      }
      return found;
    }
  }
}
