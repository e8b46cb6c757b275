package org.benchmonitor.bootstrap;

/** How the latencies of an operation are corrected for coordinated omission; immutable. */
public final class Correction {
  private static final long SECOND = 1_000_000_000;

  /** A bound for the number of calls that one call can stand for. */
  private static final long SHORTEST_NANOS = 1_000;

  private final String text;
  private final long intervalNanos;
  private final double perSecond;
  private final PlannedStart planned;

  private Correction(String text, long intervalNanos, double perSecond, PlannedStart planned) {
    this.text = text;
    this.intervalNanos = intervalNanos;
    this.perSecond = perSecond;
    this.planned = planned;
  }

  /** By the time between two starts of one worker. */
  public static Correction ofInterval(String text, long nanos) {
    return new Correction(text, nanos, 0, null);
  }

  /** By the calls that all workers together begin in a second. */
  public static Correction ofRate(String text, double perSecond) {
    return new Correction(text, 0, perSecond, null);
  }

  /** By the start that each call was planned for. */
  public static Correction ofPlan(String text, PlannedStart planned) {
    return new Correction(text, 0, 0, planned);
  }

  /** The rule as the user gave it. */
  public String text() {
    return text;
  }

  /** Whether the calls themselves tell their planned start, so that the probe counts them. */
  public boolean isPlanned() {
    return planned != null;
  }

  /** What a call tells of its planned start; null if it is corrected otherwise. */
  PlannedStart planned() {
    return planned;
  }

  /**
   * The time in which each worker was expected to begin a call, at least a microsecond.
   *
   * @param workers those that were active
   */
  public long intervalNanos(int workers) {
    long nanos =
        perSecond > 0 ? Math.round(Math.max(1, workers) * SECOND / perSecond) : intervalNanos;
    return Math.max(SHORTEST_NANOS, nanos);
  }
}
