package org.benchmonitor.run.threshold;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one threshold stands. Immutable.
 *
 * @param value of the metric, in its unit; NaN if there is none
 * @param since when the state began; null before the first interval
 * @param reason why there is no data; empty in every other state
 * @param worst the value furthest on the wrong side while it was judged; NaN if it never was
 * @param brokenNanos how long it was broken in all, pauses left out
 * @param times how often it was broken
 * @param episodes the last of these, in order
 */
public record Alert(
    Threshold threshold,
    State state,
    double value,
    @Nullable Instant since,
    String reason,
    double worst,
    long brokenNanos,
    int times,
    List<Episode> episodes) {
  /** Where a threshold stands. */
  public enum State {
    /** Nothing to judge yet, or any more. At the end it is a failure. */
    NO_DATA("no data"),
    /** It holds, and has always held. */
    OK("ok"),
    /** It does not hold, but not yet for as long as it may. */
    PENDING("pending"),
    BROKEN("broken"),
    /** It holds again. */
    RESOLVED("resolved");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The name in the API. */
    public String text() {
      return text;
    }
  }

  /**
   * One time in which a threshold was broken.
   *
   * @param until null while it is
   * @param worst the value furthest on the wrong side
   */
  public record Episode(Instant from, @Nullable Instant until, double worst) {}

  /** Whether it does not hold now, long enough to count. */
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  /**
   * Whether it counts as broken.
   *
   * @param atEnd whether only the last state counts, not what was broken before
   */
  public boolean isBroken(boolean atEnd) {
    return isBroken() || (!atEnd && times > 0);
  }

  /**
   * How far the value is from the limit, as a part of the limit: negative if it does not hold; NaN
   * if there is no value or the limit is 0.
   */
  public double margin() {
    double part = (threshold.limit() - value) / threshold.limit();
    return threshold.limit() == 0
        ? Double.NaN
        : threshold.comparison().isUpperLimit() ? part : -part;
  }

  /** A value of the metric for people: {@code 83.00 ms}, {@code 1204/s}, {@code 1.2 %}. */
  public String shown(double shown) {
    return threshold.metric().unit().shown(shown);
  }

  /** One line about the state: {@code p99 of read < 50ms: broken, 83.00 ms}. */
  public String text() {
    String what = threshold.name() + ": " + state.text();
    if (state == State.NO_DATA) {
      return what + ", " + reason;
    }
    return Double.isNaN(value) ? what : what + ", " + shown(value);
  }
}
