package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A metric of raw latencies, or of those that a rule corrects for coordinated omission.
 *
 * @param isCorrected only ever of a quantile
 */
public record Measure(Quantity metric, boolean isCorrected) {
  /** Every measure, in the order in which they are shown. */
  public static final List<Measure> ALL = all();

  private static final String CORRECTED = "-corrected";

  /** What decides whether the new version is good, if nothing else is asked for. */
  public static final List<Measure> USUAL =
      ALL.stream().filter(one -> !one.isCorrected && one.metric != Quantity.P999).toList();

  private static List<Measure> all() {
    List<Measure> all = new ArrayList<>();
    for (Quantity metric : Quantity.values()) {
      all.add(new Measure(metric, false));
    }
    for (Quantity metric : Quantity.QUANTILES) {
      all.add(new Measure(metric, true));
    }
    return Collections.unmodifiableList(all);
  }

  /** The name in options, tables and documents. */
  public String text() {
    return isCorrected ? metric.text() + CORRECTED : metric.text();
  }

  /** The one with a name. */
  public static Optional<Measure> named(String text) {
    return ALL.stream().filter(one -> one.text().equals(text)).findFirst();
  }

  /** The names of all. */
  public static List<String> texts() {
    return ALL.stream().map(Measure::text).toList();
  }

  /** The names of all for a message that says what is allowed. */
  public static String allowed() {
    return String.join(", ", texts());
  }
}
