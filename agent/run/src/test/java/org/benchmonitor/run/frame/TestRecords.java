package org.benchmonitor.run.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;

/** Files of recorded runs for tests of other packages. */
public final class TestRecords {
  private TestRecords() {}

  /** That of a process of this number, started so. */
  public static RunHeader header(
      long pid, String started, String scenario, Map<String, String> tags) {
    HostFacts known = Snapshots.HOST;
    HostFacts host =
        new HostFacts(
            known.version(),
            pid,
            known.jvmName(),
            known.jvmVersion(),
            known.jvmVendor(),
            known.mainClass(),
            known.duration(),
            known.workers(),
            scenario,
            known.interval(),
            known.control());
    return new RunHeader(
        "bench-20260118-153045",
        host,
        started,
        2,
        List.of("com.acme.Worker#read"),
        List.of(),
        tags,
        Map.of());
  }

  /** A random run of several seconds, always the same for a seed. */
  public static List<Snapshot> snapshots(long seed) {
    return RandomRun.of(seed).stream().map(TestRecords::asCut).toList();
  }

  /** With the figures of its interval as a sampler makes them, from its histograms. */
  private static Snapshot asCut(Snapshot snapshot) {
    Interval made = snapshot.interval();
    Interval cut =
        new Interval(
            made.sequence(),
            made.start(),
            made.end(),
            made.status(),
            made.warmup(),
            new Merging(2).mergeFigures(List.of(made.figures()), null),
            made.errors(),
            made.activeWorkers(),
            made.inFlight(),
            made.system(),
            made.marks());
    return new Snapshot(
        cut,
        snapshot.lateTotals(),
        snapshot.lateWarmupTotals(),
        snapshot.workers(),
        snapshot.errors(),
        snapshot.run(),
        snapshot.cost());
  }

  /** The file of a run with an entry of the log; without its last second if it has not ended. */
  public static byte[] file(RunHeader header, List<Snapshot> snapshots, boolean ended) {
    FrameWriter writer = new FrameWriter(header);
    writer.add(
        new LogEntry(Snapshots.START, LogLevel.WARN, "an entry of the record", Map.of("n", 1L)));
    List<Snapshot> written = ended ? snapshots : snapshots.subList(0, snapshots.size() - 1);
    written.forEach(snapshot -> writer.add(snapshot, InstrumentationReport.EMPTY));
    if (ended) {
      writer.end(FrameRunsTest.withTotalsOf(snapshots));
    }
    ByteBuffer frames = writer.frames();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    while (frames.hasRemaining()) {
      file.write(frames.get());
    }
    return file.toByteArray();
  }

  /** The file of a run that completed, with these operations in each of its seconds. */
  public static byte[] steady(
      RunHeader header, Instant start, int seconds, OperationFigures... operations) {
    Instant end = start.plusSeconds(seconds);
    RunState state =
        new RunState(
            header.session(),
            RunStatus.COMPLETED,
            start,
            end,
            Duration.ofSeconds(seconds),
            Duration.ZERO,
            "the program returned",
            false,
            List.of(new RunState.Phase(RunStatus.RUNNING, start)));
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      Interval made = Snapshots.interval(i + 1L, RunStatus.RUNNING, operations);
      Interval placed =
          new Interval(
              made.sequence(),
              start.plusSeconds(i),
              start.plusSeconds(i + 1L),
              made.status(),
              made.warmup(),
              made.lateFigures(),
              made.errors(),
              made.activeWorkers(),
              made.inFlight(),
              made.system(),
              made.marks());
      Snapshot usual = Snapshots.with(placed);
      snapshots.add(
          new Snapshot(
              placed,
              usual.lateTotals(),
              usual.lateWarmupTotals(),
              usual.workers(),
              usual.errors(),
              state,
              usual.cost()));
    }
    return file(header, snapshots, true);
  }
}
