package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one side.
 *
 * @param runs in the order in which they were named
 * @param values the same in groups that each count as one value
 */
record Side(List<MeasuredRun> runs, List<List<MeasuredRun>> values) {
  /** Whether each run has enough of a metric. */
  boolean hasAll(String operation, Measure measure) {
    return runs.stream().allMatch(run -> hasEnough(run, operation, measure));
  }

  private static boolean hasEnough(MeasuredRun run, String operation, Measure measure) {
    Sample sample = run.sample(operation, measure);
    return sample != null && sample.shortage() == null;
  }

  /** Whether any run has the metric, be it too little. */
  boolean hasSome(String operation, Measure measure) {
    return runs.stream().anyMatch(run -> run.sample(operation, measure) != null);
  }

  /** A metric of those runs that have enough of it. */
  SideValues of(String operation, Measure measure) {
    List<List<Sample>> groups = new ArrayList<>();
    for (List<MeasuredRun> value : values) {
      List<Sample> group = new ArrayList<>();
      for (MeasuredRun run : value) {
        Sample sample = run.sample(operation, measure);
        if (sample != null && sample.shortage() == null) {
          group.add(sample);
        }
      }
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
    return SideValues.of(groups);
  }

  /** What the runs show of a metric, be it too little; not a number if one shows nothing. */
  double shown(String operation, Measure measure) {
    double sum = 0;
    for (MeasuredRun run : runs) {
      Sample sample = run.sample(operation, measure);
      sum += sample == null ? Double.NaN : sample.worseness();
    }
    return measure.metric().value(sum / runs.size());
  }

  /** Each run's sample of a metric. */
  List<@Nullable Sample> samples(String operation, Measure measure) {
    List<@Nullable Sample> samples = new ArrayList<>();
    runs.forEach(run -> samples.add(run.sample(operation, measure)));
    return samples;
  }
}
