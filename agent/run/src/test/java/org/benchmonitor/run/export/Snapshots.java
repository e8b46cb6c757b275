package org.benchmonitor.run.export;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.CorrectedSum;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.timeline.RetainedRuns;

/** Snapshots made by hand, with real histograms. */
public final class Snapshots {
  /** When the run of all of them began. */
  public static final Instant START = Instant.parse("2026-01-18T15:30:45.120Z");

  /** A name that a hostile host may choose. */
  public static final String HOSTILE = "</script>\"\\\n\u2028\u202e\ud800<img src=x>";

  /** The host of a run with intervals of a second. */
  public static final HostFacts HOST =
      new HostFacts("1", 1, "", "", "", "", null, null, null, Duration.ofSeconds(1), true);

  private static final long SECOND = 1_000_000_000L;

  private static final MemoryUse MEMORY =
      new MemoryUse(
          6_710_886,
          List.of(
              new MemoryUse.Part("cells", 512_000),
              new MemoryUse.Part("counts", 150_003),
              new MemoryUse.Part("timeline", 60_000),
              new MemoryUse.Part("errors", 8_000),
              new MemoryUse.Part("workers", 4_000)),
          List.of(MemoryUse.GivenUp.LEASES, MemoryUse.GivenUp.TIMELINE));

  private static final OperationCost CALIBRATION =
      new OperationCost("nanotime", 46.04102, 17.4453125);

  private Snapshots() {}

  /** Live runs of {@link #HOST} without a snapshot, kept for an hour. */
  public static RetainedRuns liveRuns() {
    return liveRuns(HOST);
  }

  /** The same of another host. */
  public static RetainedRuns liveRuns(HostFacts host) {
    return new RetainedRuns(
        RunHeader.of(host, 2), () -> InstrumentationReport.EMPTY, Duration.ofHours(1));
  }

  /** An encoded histogram of these nanoseconds. */
  public static EncodedHistogram histogram(long... nanos) {
    return filled(nanos).encode();
  }

  private static LatencyHistogram filled(long... nanos) {
    Histogram histogram = new Histogram(1, LatencyBands.HIGHEST_NANOS, 2);
    for (long value : nanos) {
      histogram.recordValue(value);
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    byte[] bytes = new byte[histogram.encodeIntoCompressedByteBuffer(buffer)];
    buffer.rewind().get(bytes);
    LatencyHistogram made = new LatencyHistogram(2);
    made.add(EncodedHistogram.of(bytes, BandCounts.NONE));
    for (long value : nanos) {
      made.widen(value, value);
    }
    return made;
  }

  /** An operation with these successes and as many failures of a millisecond as said. */
  public static OperationFigures operation(String name, int failures, long... nanos) {
    long[] failed = new long[failures];
    Arrays.fill(failed, 1_000_000);
    LatencyHistogram ok = filled(nanos);
    LatencyHistogram errors = filled(failed);
    return new OperationFigures(name, ok.latency(), errors.latency(), ok.encode(), errors.encode());
  }

  /**
   * The same as corrected by a rule: with one call more for each of its calls, of half the time.
   */
  public static OperationFigures corrected(String rule, OperationFigures raw) {
    LatencyHistogram all = new LatencyHistogram(2);
    all.add(raw.successes());
    all.widen(raw.latency().minNanos(), raw.latency().maxNanos());
    if (!raw.latency().isEmpty()) {
      all.add(raw.latency().minNanos() / 2, raw.latency().count());
      all.widen(raw.latency().minNanos() / 2, raw.latency().maxNanos());
    }
    return new OperationFigures(
        raw.name(),
        raw.latency(),
        raw.errorLatency(),
        raw.successes(),
        raw.failures(),
        new Corrected(rule, all.latency(), all.encode()));
  }

  /** The figures of operations over a length. */
  public static Figures figures(long lengthNanos, OperationFigures... operations) {
    LatencyHistogram ok = new LatencyHistogram(2);
    LatencyHistogram errors = new LatencyHistogram(2);
    for (OperationFigures one : operations) {
      ok.add(one.successes());
      errors.add(one.failures());
    }
    CorrectedSum corrected = new CorrectedSum(2);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (OperationFigures one : operations) {
        Corrected known = one.corrected();
        if (known == null) {
          corrected.addUncorrected(one.latency().count());
        } else {
          corrected.add(known, decoder);
        }
      }
    }
    return new Figures(
        lengthNanos, ok.latency(), errors.latency(), corrected.sum(), List.of(operations));
  }

  /** One interval of a second. */
  public static Interval interval(long sequence, RunStatus status, OperationFigures... operations) {
    return interval(sequence, status, ErrorCounts.NONE, operations);
  }

  /** The same with errors. */
  public static Interval interval(
      long sequence, RunStatus status, ErrorCounts errors, OperationFigures... operations) {
    return new Interval(
        sequence,
        START.plusSeconds(sequence - 1),
        START.plusSeconds(sequence),
        status,
        status.isWarmup(),
        figures(SECOND, operations),
        errors,
        2,
        1,
        system(),
        List.of());
  }

  /** The same interval with these workers, calls under way and marks. */
  public static Interval with(
      Interval plain, double activeWorkers, long inFlight, List<Mark> marks) {
    return with(plain, activeWorkers, inFlight, plain.system(), marks);
  }

  /** The same interval with so much of the heap in use at its end. */
  public static Interval withHeap(Interval plain, long usedBytes) {
    return with(plain, plain.activeWorkers(), plain.inFlight(), system(usedBytes), plain.marks());
  }

  private static Interval with(
      Interval plain, double activeWorkers, long inFlight, SystemFigures system, List<Mark> marks) {
    return new Interval(
        plain.sequence(),
        plain.start(),
        plain.end(),
        plain.status(),
        plain.warmup(),
        plain.lateFigures(),
        plain.errors(),
        activeWorkers,
        inFlight,
        system,
        marks);
  }

  private static SystemFigures system() {
    return system(104_857_600);
  }

  private static SystemFigures system(long heapUsedBytes) {
    return new SystemFigures(
        new SystemUse(61.25, 70.5, 0.12, heapUsedBytes, 1, 12, 1, 41_000_000, 41_000_000),
        2,
        104_857_600,
        209_715_200,
        536_870_912,
        List.of(new SystemFigures.Collector("G1 Young Generation", 12, 141)),
        120,
        12,
        125,
        4200,
        2,
        51_000_000,
        41_000_000,
        130_200);
  }

  /** Written in the fifth second of a run, about its third. */
  static final Mark NOTE =
      new Mark(
          START.plusMillis(2500), Mark.Kind.NOTE, null, "cache \u202e cleared</script><img src=x>");

  /** A run in its fifth second, with everything in it. */
  public static Snapshot running() {
    List<Mark> marks =
        List.of(
            new Mark(
                START.plusMillis(4300), Mark.Kind.GC, 12_500_000L, "G1 Young Generation: pause"),
            new Mark(START.plusMillis(4500), Mark.Kind.STALL, 41_000_000L, "stood still"),
            new Mark(START.plusMillis(4000), Mark.Kind.PHASE, null, "running"),
            NOTE);
    OperationFigures read = operation("read", 1, 15_300, 20_000, 1_250_000);
    OperationFigures hostile = operation(HOSTILE, 0, 999);
    Interval interval =
        new Interval(
            5,
            START.plusSeconds(4),
            START.plusMillis(5_000),
            RunStatus.RUNNING,
            false,
            figures(SECOND, read, hostile),
            ErrorCounts.of(Map.of("TimeoutException", 1L)),
            2,
            1,
            system(),
            marks);
    return new Snapshot(
        interval,
        figures(
            4 * SECOND,
            operation("read", 3, 15_300, 15_300, 20_000, 1_250_000, 3_000_000_000L),
            operation(HOSTILE, 0, 999),
            operation("idle", 0)),
        figures(SECOND, operation("read", 0, 7)),
        workers(),
        errors(),
        session(RunStatus.RUNNING, null),
        new MonitorCost(
            new MonitorCost.ClockState("nanotime", SECOND, null), CALIBRATION, MEMORY, 0, 2, 1, 0));
  }

  /** The same run, ended. */
  public static Snapshot completed() {
    Snapshot running = running();
    return new Snapshot(
        running.interval(),
        running.totals(),
        running.warmupTotals(),
        running.workers(),
        running.errors(),
        session(RunStatus.COMPLETED, "the program returned"),
        running.cost());
  }

  /** The same run with this as its last interval. */
  public static Snapshot with(Interval interval) {
    Snapshot running = running();
    return new Snapshot(
        interval,
        running.totals(),
        running.warmupTotals(),
        running.workers(),
        running.errors(),
        running.run(),
        running.cost());
  }

  /** The same run with these workers. */
  public static Snapshot with(Workers workers) {
    Snapshot running = running();
    return new Snapshot(
        running.interval(),
        running.totals(),
        running.warmupTotals(),
        workers,
        running.errors(),
        running.run(),
        running.cost());
  }

  /** The same run, running, with this cost. */
  static Snapshot with(MonitorCost cost) {
    Snapshot running = running();
    return new Snapshot(
        running.interval(),
        running.totals(),
        running.warmupTotals(),
        running.workers(),
        running.errors(),
        running.run(),
        cost);
  }

  /** The same snapshot of a run of another name. */
  public static Snapshot ofRun(String id, Snapshot snapshot) {
    return new Snapshot(
        snapshot.interval(),
        snapshot.totals(),
        snapshot.warmupTotals(),
        snapshot.workers(),
        snapshot.errors(),
        session(id, snapshot.run().status(), snapshot.run().reason()),
        snapshot.cost());
  }

  private static RunState session(RunStatus status, String reason) {
    return session("bench-20260118-153045", status, reason);
  }

  private static RunState session(String id, RunStatus status, String reason) {
    return new RunState(
        id,
        status,
        START,
        reason == null ? null : START.plusSeconds(5),
        Duration.ofSeconds(5),
        Duration.ZERO,
        reason,
        false,
        List.of(
            new RunState.Phase(RunStatus.STARTING, START.minusMillis(120)),
            new RunState.Phase(RunStatus.RUNNING, START)));
  }

  private static Workers workers() {
    List<WorkerFigures> listed = new ArrayList<>();
    listed.add(
        new WorkerFigures(
            2, "b", 32, WorkerFigures.State.IDLE, 5, 1, 0, null, 0, "TimeoutException"));
    listed.add(
        new WorkerFigures(
            1, HOSTILE, 31, WorkerFigures.State.ACTIVE, 3, 2, 2.5, "read", 14_200_000, null));
    listed.add(new WorkerFigures(1234, "c", 33, WorkerFigures.State.ENDED, 9, 0, 0, null, 0, null));
    return new Workers(3, 1, 1, 1, 0, 1, 14_200_000, listed);
  }

  private static Errors errors() {
    ErrorEvent event =
        new ErrorEvent(
            START.plusSeconds(4), "TimeoutException", HOSTILE, "read", "worker-001", "a");
    return new Errors(
        3,
        List.of(
            new Errors.Type(
                "TimeoutException",
                2,
                HOSTILE,
                START.plusSeconds(1),
                START.plusSeconds(4),
                Map.of("read", 2L)),
            new Errors.Type(
                "409 Conflict",
                1,
                null,
                START.plusSeconds(2),
                START.plusSeconds(2),
                Map.of("read", 1L))),
        List.of(event),
        List.of(event),
        2,
        ErrorNames.NONE);
  }
}
