package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.finding.Findings;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Metric.Unit;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/findings}: what stands out in a run or in a range of it, in words. */
public final class FindingsView {
  private FindingsView() {}

  /** What stands out in a whole run, up to its latest snapshot. */
  public static List<Finding> found(RunView run) {
    return found(run, Long.MAX_VALUE, Resting.NEVER);
  }

  /**
   * The same where there is little time: of a run with more figures than {@code most}, those of
   * each operation in each interval, in its last part.
   */
  static List<Finding> found(RunView run, long most, Resting resting) {
    List<Interval> all = run.select(Selection.upTo(run.latest().sequence()));
    long figures = 0;
    int first = all.size();
    while (first > 0 && figures <= most) {
      first--;
      figures += all.get(first).figures().operations().size();
    }
    int begin = figures <= most ? first : first + 1;
    return Findings.of(all.subList(begin, all.size()), Instant.MIN, true, resting);
  }

  /**
   * The document.
   *
   * @param intervals of the run from its begin to the end of the range, in order
   * @param from the begin of the range
   */
  public static ObjectNode of(
      long sequence, List<Interval> intervals, Instant from, Resting resting) {
    boolean isToTheEnd =
        !intervals.isEmpty() && intervals.get(intervals.size() - 1).sequence() >= sequence;
    return of(sequence, Findings.of(intervals, from, isToTheEnd, resting));
  }

  /** The document of findings that are known. */
  public static ObjectNode of(long sequence, List<Finding> found) {
    ObjectNode node = Json.object();
    node.put("sequence", sequence);
    ArrayNode findings = node.putArray("findings");
    found.forEach(one -> findings.add(finding(one)));
    return node;
  }

  private static ObjectNode finding(Finding one) {
    Unit unit = one.figure().unit();
    ObjectNode node =
        Json.object()
            .put("figure", one.figure().text())
            .put("operation", one.operation())
            .put("from", Json.time(one.from()))
            .put("until", Json.time(one.until()))
            .put("ended", one.ends())
            .put("unit", ValueUnits.name(unit))
            .put("usual", ValueUnits.number(unit, one.usual()))
            .put("extreme", ValueUnits.number(unit, one.extreme()))
            .put("score", Json.number(one.score()));
    ArrayNode with = node.putArray("with");
    one.with().forEach(with::add);
    return node.put("text", one.text());
  }
}
