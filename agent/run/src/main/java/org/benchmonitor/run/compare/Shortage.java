package org.benchmonitor.run.compare;

/**
 * Why a run has too little data for a metric.
 *
 * @param has how much of it there is
 * @param needs how much there would have to be
 */
record Shortage(Kind kind, double has, double needs) {
  static final int INTERVALS = 30;
  static final int CALLS_ABOVE = 20;
  static final int SECONDS_ABOVE = 10;

  /** What there is too little of. */
  enum Kind {
    INTERVALS,
    CALLS,
    CALLS_ABOVE,
    SECONDS_ABOVE
  }

  /** How many times as long the run would have to be; infinite if no length would do. */
  double times() {
    return has == 0 ? Double.POSITIVE_INFINITY : needs / has;
  }
}
