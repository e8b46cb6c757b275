package org.benchmonitor.run.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.finding.Finding.Figure;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.thread.Resting;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final long MS = 1_000_000;

  private final SplittableRandom random = new SplittableRandom(16);
  private final List<Interval> intervals = new ArrayList<>();

  private static Instant second(int second) {
    return Snapshots.START.plusSeconds(second);
  }

  /** A second of so many calls of about so many milliseconds, some of them failed. */
  private OperationFigures calls(String name, int calls, double millis, int failures) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      nanos[i] = Math.round(millis * MS * (0.9 + 0.2 * random.nextDouble()));
    }
    return Snapshots.operation(name, failures, nanos);
  }

  private void second(OperationFigures... operations) {
    second(ErrorCounts.NONE, List.of(), operations);
  }

  private void second(ErrorCounts errors, List<Mark> marks, OperationFigures... operations) {
    Interval plain =
        Snapshots.interval(intervals.size() + 1L, RunStatus.RUNNING, errors, operations);
    intervals.add(Snapshots.with(plain, 4, 0, marks));
  }

  private void seconds(int number, double millis) {
    for (int i = 0; i < number; i++) {
      second(calls("read", 100, millis, 0), calls("write", 50, 2, 0));
    }
  }

  private List<Finding> found() {
    return Findings.of(intervals, Instant.MIN, true, Resting.NEVER);
  }

  @Test
  void aLatencyThatRisesIsFoundWithWhatCameWithIt() {
    seconds(30, 12);
    for (int i = 0; i < 6; i++) {
      List<Mark> marks =
          i == 0
              ? List.of(
                  new Mark(second(30), Mark.Kind.GC, 480 * MS, "pause"),
                  new Mark(second(30), Mark.Kind.STALL, 41 * MS, "stall"),
                  new Mark(second(30), Mark.Kind.STALL, 20 * MS, "stall"))
              : List.of();
      second(ErrorCounts.of(Map.of("Timeout", 1L)), marks, calls("read", 100, 85, 0));
    }
    seconds(30, 12);
    List<Finding> found = found();
    Finding first = found.get(0);
    assertThat(first.figure()).isEqualTo(Figure.P99);
    assertThat(first.operation()).isEqualTo("read");
    assertThat(first.from()).isEqualTo(second(30));
    assertThat(first.until()).isEqualTo(second(36));
    assertThat(first.ends()).isTrue();
    assertThat(first.usual()).isBetween(12.5 * MS, 13.5 * MS);
    assertThat(first.extreme()).isBetween(90.0 * MS, 94.0 * MS);
    assertThat(first.text())
        .startsWith("p99 of read rose from 13.")
        .contains(
            " at 15:31:15 for 6.00 s; a collection of 480.0 ms; 2 stalls, the longest of 41.00 ms;"
                + " errors of a new type, Timeout; ")
        .endsWith("no other operation");
  }

  @Test
  void operationsThatStandOutTogetherAreNamed() {
    seconds(20, 12);
    second(calls("read", 100, 60, 0), calls("write", 50, 9, 0));
    seconds(20, 12);
    assertThat(found())
        .extracting(Finding::operation, finding -> finding.with().get(finding.with().size() - 1))
        .contains(tuple("read", "also write"), tuple("write", "also read"));
  }

  @Test
  void throughputThatFallsAndErrorsThatRiseAreFound() {
    seconds(20, 12);
    second(calls("read", 31, 12, 20), calls("write", 50, 2, 0));
    seconds(5, 12);
    second(calls("write", 50, 2, 0), calls("read", 3, 12, 0));
    seconds(20, 12);
    assertThat(found())
        .extracting(Finding::figure)
        .containsExactlyInAnyOrder(Figure.ERRORS, Figure.THROUGHPUT, Figure.THROUGHPUT);
    assertThat(found().stream().filter(one -> one.figure() == Figure.ERRORS).findFirst())
        .hasValueSatisfying(
            one ->
                assertThat(one.text())
                    .startsWith(
                        "errors of read rose from 0.00 % to 39.2 % at 15:31:05 for 1.00 s"));
  }

  @Test
  void whatStaysIsUsualAfterAWhile() {
    seconds(30, 12);
    seconds(150, 40);
    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.ends()).isFalse();
              assertThat(one.text()).contains(" and has not come back");
            });
  }

  @Test
  void theEndOfTheWorkIsNoFallOfThroughput() {
    seconds(20, 12);
    second(calls("read", 31, 12, 0), calls("write", 15, 2, 0));
    assertThat(found()).as("in the last interval").isEmpty();
    assertThat(Findings.of(intervals, Instant.MIN, false, Resting.NEVER))
        .as("at the end of a range")
        .hasSize(2);
    second(calls("read", 31, 12, 0), calls("write", 15, 2, 0));
    assertThat(found()).as("in two of them").hasSize(2);
    Interval idle = Snapshots.interval(23, RunStatus.RUNNING, calls("read", 1, 12, 0));
    intervals.add(Snapshots.with(idle, 0, 0, List.of()));
    assertThat(found()).as("and nobody calls any more").isEmpty();
    seconds(10, 12);
    assertThat(found()).as("it was a rest").hasSize(2);
  }

  @Test
  void noiseIsNotFound() {
    for (int i = 0; i < 600; i++) {
      double drift = 12 * Math.exp(0.05 * (random.nextDouble() + random.nextDouble() - 1));
      second(calls("read", 100 + random.nextInt(20), drift, random.nextInt(2)));
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void pausesAndWarmUpAndFewCallsAreNotLookedAt() {
    seconds(20, 12);
    intervals.add(Snapshots.interval(21, RunStatus.PAUSED, calls("read", 0, 1, 0)));
    intervals.add(Snapshots.interval(22, RunStatus.WARMUP, calls("read", 100, 90, 0)));
    long[] few = new long[29];
    Arrays.fill(few, 90 * MS);
    for (int i = 23; i < 26; i++) {
      intervals.add(Snapshots.interval(i, RunStatus.RUNNING, Snapshots.operation("rare", 0, few)));
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void ofAStretchOnlyWhatIsInItIsTold() {
    seconds(20, 12);
    second(calls("read", 100, 85, 0));
    seconds(20, 12);
    assertThat(Findings.of(intervals, second(21), true, Resting.NEVER)).isEmpty();
    assertThat(Findings.of(intervals, second(20), true, Resting.NEVER)).isNotEmpty();
  }
}
