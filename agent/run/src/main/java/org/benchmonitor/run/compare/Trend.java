package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One measure of one operation from run to run.
 *
 * @param points the oldest first
 */
public record Trend(String operation, Measure measure, List<Point> points) {
  /**
   * A run of it.
   *
   * @param value nanoseconds, calls per second or a ratio; not a number if the run does not have it
   * @param differences how the run is unlike the one that the trend is about, a line each
   */
  public record Point(MeasuredRun run, double value, List<String> differences) {}

  /**
   * The trend up to a run and behind it.
   *
   * @param about the run that the others are held against
   * @param runs in any order, that one may be among them
   */
  public static Trend of(
      MeasuredRun about, List<MeasuredRun> runs, String operation, Measure measure) {
    List<Point> points = new ArrayList<>();
    for (MeasuredRun run : runs) {
      Sample sample = run.sample(operation, measure);
      double value = sample == null ? Double.NaN : measure.metric().value(sample.worseness());
      points.add(new Point(run, value, Settings.differences(List.of(about, run))));
    }
    points.sort(Comparator.comparing(point -> point.run().start()));
    return new Trend(operation, measure, List.copyOf(points));
  }
}
