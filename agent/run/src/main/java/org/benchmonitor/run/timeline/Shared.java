package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.util.function.Supplier;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;

/**
 * What the runs of one JVM have in common.
 *
 * @param retention how long intervals are kept as they are
 * @param blocks what they have merged, together bounded
 * @param points the same for points of timelines
 */
record Shared(
    HostFacts host,
    Supplier<InstrumentationReport> instrumentation,
    Merging merging,
    Duration retention,
    MergedBlocks blocks,
    MergedPoints points) {
  static Shared of(
      HostFacts host,
      Supplier<InstrumentationReport> instrumentation,
      int digits,
      Duration retention) {
    Merging merging = new Merging(digits);
    return new Shared(
        host, instrumentation, merging, retention, new MergedBlocks(merging), new MergedPoints());
  }

  /** Forgets what was merged. */
  void clear() {
    blocks.clear();
    points.clear();
  }

  /** The bytes that what was merged holds, about. */
  long bytes() {
    return blocks.bytes() + points.bytes();
  }
}
