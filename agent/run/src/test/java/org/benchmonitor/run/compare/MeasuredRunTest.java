package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;
import org.junit.jupiter.api.Test;

/** What is read of a run. */
class MeasuredRunTest {
  private static final int INTERVALS = 50;
  private static final int BEFORE = 3;
  private static final int WARMUP = 10;

  private static Snapshot snapshot(long number) {
    if (number <= BEFORE) {
      return Snapshots.with(Snapshots.interval(number, RunStatus.STARTING));
    }
    RunStatus status = number <= WARMUP ? RunStatus.WARMUP : RunStatus.RUNNING;
    OperationFigures read = Snapshots.operation("read", 1, latencies(number <= WARMUP));
    Interval interval =
        number % 2 == 0
            ? Snapshots.interval(number, status, read)
            : Snapshots.interval(
                number,
                status,
                read,
                Snapshots.corrected(
                    "expected_interval=1ms", Snapshots.operation("rare", 0, 2_000_000)));
    return Snapshots.with(interval);
  }

  /** Ten milliseconds while it warms up, then one. */
  private static long[] latencies(boolean warmup) {
    long[] nanos = new long[9];
    Arrays.fill(nanos, warmup ? 10_000_000 : 1_000_000);
    return nanos;
  }

  private static RunView run() {
    RetainedRuns runs = Snapshots.liveRuns();
    List<Snapshot> snapshots = new ArrayList<>();
    for (long i = 1; i <= INTERVALS; i++) {
      snapshots.add(snapshot(i));
    }
    snapshots.forEach(runs::onSnapshot);
    return runs.current().orElseThrow();
  }

  private static Sample sample(
      MeasuredRun run, String operation, Quantity metric, boolean corrected) {
    return Objects.requireNonNull(run.sample(operation, new Measure(metric, corrected)));
  }

  @Test
  void itIsTheRunWithoutItsWarmup() {
    RunView view = run();
    MeasuredRun run = MeasuredRun.of("one", view);
    assertThat(run.name()).isEqualTo("one");
    assertThat(run.intervals()).isEqualTo(INTERVALS - WARMUP);
    assertThat(run.nanos()).isEqualTo(40_000_000_000L);
    assertThat(run.start()).isEqualTo(view.intervals().get(WARMUP).start());
    assertThat(run.end()).isEqualTo(view.intervals().get(INTERVALS - 1).end());
    assertThat(run.raw()).containsOnlyKeys("read", "rare");
    assertThat(Math.exp(sample(run, "read", Quantity.P99, false).worseness()))
        .isCloseTo(1e6, within(5e3));
    assertThat(sample(run, "read", Quantity.ERRORS, false).worseness())
        .isCloseTo(0.1, within(1e-12));
    double seconds = run.nanos() / 1e9;
    assertThat(
            Quantity.THROUGHPUT.value(sample(run, "read", Quantity.THROUGHPUT, false).worseness()))
        .isCloseTo(10 * (INTERVALS - WARMUP) / seconds, within(1e-9));
  }

  @Test
  void anOperationMayBeMissingInIntervals() {
    MeasuredRun run = MeasuredRun.of("one", run());
    double seconds = run.nanos() / 1e9;
    assertThat(
            Quantity.THROUGHPUT.value(sample(run, "rare", Quantity.THROUGHPUT, false).worseness()))
        .isCloseTo((INTERVALS - WARMUP) / 2 / seconds, within(1e-9));
  }

  @Test
  void correctedLatenciesAreThoseOfOperationsWithARule() {
    MeasuredRun run = MeasuredRun.of("one", run());
    assertThat(run.corrected()).containsOnlyKeys("rare");
    assertThat(run.corrected().get("rare")).containsOnlyKeys(Quantity.QUANTILES);
    assertThat(Math.exp(sample(run, "rare", Quantity.P90, true).worseness()))
        .isCloseTo(2e6, within(1e4));
    // Half of them are the added calls, of half the time.
    assertThat(sample(run, "rare", Quantity.P50, true).worseness())
        .isLessThan(sample(run, "rare", Quantity.P50, false).worseness() - 0.5);
    assertThat(run.sample("read", new Measure(Quantity.P50, true))).isNull();
    assertThat(run.sample("none", new Measure(Quantity.P50, false))).isNull();
  }
}
