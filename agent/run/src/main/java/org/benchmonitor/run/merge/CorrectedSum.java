package org.benchmonitor.run.merge;

import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.jspecify.annotations.Nullable;

/**
 * The corrected latencies of several operations together; one thread.
 *
 * <p>There are none where an operation with successful calls has no rule: a sum of corrected and
 * raw ones would be neither.
 */
public final class CorrectedSum {
  private final int digits;
  private @Nullable LatencyHistogram all;
  private @Nullable String rules;
  private boolean isPartial;

  /**
   * Makes an empty sum.
   *
   * @param digits significant digits of all histograms
   */
  public CorrectedSum(int digits) {
    this.digits = digits;
  }

  /** Begins anew. */
  public void clear() {
    if (all != null) {
      all.clear();
    }
    rules = null;
    isPartial = false;
  }

  /** Takes an operation without corrected latencies, which has so many successful calls. */
  public void addUncorrected(long calls) {
    isPartial |= calls > 0;
  }

  /** Takes the histogram of an operation. */
  public void add(Corrected one, HistogramDecoder decoder) {
    rules = Corrected.rules(rules, one.rule());
    if (!isPartial && !one.latency().isEmpty()) {
      all().add(one.histogram(), decoder);
      all().widen(one.latency().minNanos(), one.latency().maxNanos());
    }
  }

  /** Takes what {@code one} has of an operation of this rule; null if it had no call. */
  public void add(String rule, @Nullable LatencyHistogram one) {
    rules = Corrected.rules(rules, rule);
    if (!isPartial && one != null) {
      all().add(one);
    }
  }

  /** Made where it is needed: most runs have no rule, and it takes 37 KB or more. */
  private LatencyHistogram all() {
    LatencyHistogram known = all;
    if (known == null) {
      known = new LatencyHistogram(digits);
      all = known;
    }
    return known;
  }

  /** The sum, or null if there is none. */
  public @Nullable Corrected sum() {
    String known = rules;
    return isPartial || known == null
        ? null
        : new Corrected(known, all == null ? Latency.EMPTY : all.latency(), EncodedHistogram.EMPTY);
  }
}
