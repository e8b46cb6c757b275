package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.finding.Finding.Figure;
import org.benchmonitor.run.finding.Findings;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.thread.Resting;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/findings}: what stands out in a run or in a range of it, in words. */
public final class FindingsView {
  private static final double NANOS_OF_MILLI = 1e6;

  private FindingsView() {}

  /**
   * The document.
   *
   * @param intervals of the run from its begin to the end of the range, in order
   * @param from the begin of the range
   */
  public static ObjectNode of(
      long sequence, List<Interval> intervals, Instant from, Resting resting) {
    ObjectNode node = Json.object();
    node.put("sequence", sequence);
    ArrayNode findings = node.putArray("findings");
    for (Finding one : Findings.of(intervals, from, resting)) {
      findings.add(finding(one));
    }
    return node;
  }

  private static ObjectNode finding(Finding one) {
    boolean isTime = one.figure() == Figure.P99;
    ObjectNode node =
        Json.object()
            .put("figure", one.figure().text())
            .put("operation", one.operation())
            .put("from", Json.time(one.from()))
            .put("until", Json.time(one.until()))
            .put("ended", one.ends())
            .put("unit", isTime ? "ms" : one.figure() == Figure.ERRORS ? "%" : "1/s")
            .put("usual", Json.number(isTime ? one.usual() / NANOS_OF_MILLI : one.usual()))
            .put("extreme", Json.number(isTime ? one.extreme() / NANOS_OF_MILLI : one.extreme()))
            .put("score", Json.number(one.score()));
    ArrayNode with = node.putArray("with");
    one.with().forEach(with::add);
    return node.put("text", one.text());
  }
}
