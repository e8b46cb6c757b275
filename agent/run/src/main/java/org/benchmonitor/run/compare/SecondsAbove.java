package org.benchmonitor.run.compare;

/** Counts the seconds with calls above a value. Parts of a call count as parts of a second. */
final class SecondsAbove {
  private static final double SOME = 0.5;

  private double seconds;
  private int bursts;
  private double inSecond;
  private boolean inBurst;

  /** Adds calls of the second that is under way. */
  void add(double calls) {
    inSecond += calls;
  }

  void endSecond() {
    seconds += Math.min(1, inSecond);
    boolean some = inSecond >= SOME;
    bursts += some && !inBurst ? 1 : 0;
    inBurst = some;
    inSecond = 0;
  }

  double seconds() {
    return seconds;
  }

  /** Groups of neighbouring seconds. */
  int bursts() {
    return bursts;
  }
}
