package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.threshold.Judgement;

/**
 * What the runs of one JVM share.
 *
 * @param header of each of them, but for its session
 * @param log the agent's, of all runs
 * @param judgement where the thresholds of the run with an identifier stand
 * @param retention how long intervals are kept unmerged
 * @param blocks the merged blocks of all runs, bounded together
 * @param points the merged points of all runs, bounded together
 */
record Shared(
    RunHeader header,
    Supplier<InstrumentationReport> instrumentation,
    Supplier<List<LogEntry>> log,
    Function<String, Judgement> judgement,
    Merging merging,
    Duration retention,
    MergedBlocks blocks,
    MergedPoints points) {
  static Shared of(
      RunHeader header,
      Supplier<InstrumentationReport> instrumentation,
      Supplier<List<LogEntry>> log,
      Function<String, Judgement> judgement,
      Duration retention) {
    Merging merging = new Merging(header.digits());
    return new Shared(
        header,
        instrumentation,
        log,
        judgement,
        merging,
        retention,
        new MergedBlocks(merging),
        new MergedPoints());
  }

  /** Clears both caches. */
  void clear() {
    blocks.clear();
    points.clear();
  }

  /** Bounds the bytes of both caches; the points, which pages ask for all the time, come first. */
  void limitTo(long bytes) {
    points.limitTo(bytes);
    blocks.limitTo(Math.max(0, bytes - points.bytes()));
  }

  /** The approximate number of bytes of both caches. */
  long bytes() {
    return blocks.bytes() + points.bytes();
  }
}
