package org.benchmonitor.bench.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.timeline.RetainedRuns;

/** A run of any length that is there at once, with the most memory that a host allows it. */
final class LongRun {
  private static final Instant START = Instant.parse("2026-01-18T15:30:45.120Z");
  private static final long SECOND = 1_000_000_000L;
  private static final int CALLS = 200;
  private static final int DIFFERENT = 16;
  private static final long LIMIT = 32 << 20;

  private LongRun() {}

  /** The retained run; most of its intervals are merged where the host's limit asks for it. */
  static RetainedRuns of(int operations, int intervals) {
    RetainedRuns runs =
        new RetainedRuns(
            RunHeader.of(
                new HostFacts(
                    "", 0, "", "", "", "", null, null, null, Duration.ofSeconds(1), false),
                2),
            () -> InstrumentationReport.EMPTY,
            Duration.ofHours(1));
    runs.limitTo(LIMIT);
    List<Figures> different = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      different.add(figures(operations, new SplittableRandom(i)));
    }
    for (int i = 1; i <= intervals; i++) {
      runs.onSnapshot(snapshot(i, different.get(i % DIFFERENT)));
    }
    return runs;
  }

  private static Figures figures(int operations, SplittableRandom random) {
    List<OperationFigures> all = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      LatencyHistogram histogram = new LatencyHistogram(2);
      for (int call = 0; call < CALLS; call++) {
        histogram.add((long) Math.exp(13 + i * 4.0 / operations + 0.6 * random.nextGaussian()), 1);
      }
      all.add(
          new OperationFigures(
              "operation-" + i,
              histogram.latency(),
              Latency.EMPTY,
              histogram.encode(),
              EncodedHistogram.EMPTY));
    }
    return new Merging(2)
        .mergeFigures(List.of(new Figures(SECOND, Latency.EMPTY, Latency.EMPTY, all)), null);
  }

  private static Snapshot snapshot(int number, Figures figures) {
    Instant start = START.plusSeconds(number - 1);
    Interval interval =
        new Interval(
            number,
            start,
            start.plusSeconds(1),
            RunStatus.RUNNING,
            false,
            figures,
            ErrorCounts.NONE,
            100,
            98,
            SystemFigures.UNKNOWN,
            List.of());
    RunState state =
        new RunState(
            "long",
            RunStatus.RUNNING,
            START,
            null,
            Duration.ofSeconds(number),
            Duration.ZERO,
            null,
            false,
            List.of());
    return new Snapshot(
        interval, figures, Figures.EMPTY, Workers.NONE, Errors.NONE, state, MonitorCost.NONE);
  }
}
