package org.benchmonitor.run.compare;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one operation in one run.
 *
 * @param worseness as {@link Quantity#worseness} has it; not a number without a call
 * @param within the variance of it that the run shows inside of itself, which is the least that it
 *     may be
 * @param tail of a quantile, else null
 * @param drift from the run's first part to its last
 * @param shortage why it is too little to compare, or null if it is not
 */
record Sample(
    double worseness,
    double within,
    @Nullable Tail tail,
    Drift drift,
    @Nullable Shortage shortage) {
  /** That of an operation without a call. */
  static Sample none() {
    return new Sample(
        Double.NaN, Double.NaN, null, Drift.NONE, new Shortage(Shortage.Kind.CALLS, 0, 1));
  }

  /**
   * The calls above a quantile.
   *
   * @param calls how many there are
   * @param seconds different ones in which there are some
   * @param bursts groups of neighbouring seconds
   * @param worth as many independent calls tell as much
   */
  record Tail(double calls, double seconds, int bursts, double worth) {}

  /**
   * How a run changes while it goes on.
   *
   * @param change of the worseness from the first of ten parts to the last
   * @param noise the standard deviation of one part, by the steps between neighbours, which a slow
   *     change hardly raises
   */
  record Drift(double change, double noise) {
    /** Not known, or none. */
    static final Drift NONE = new Drift(0, 0);

    private static final double CLEAR = 4;

    /**
     * Whether the run changes by more than chance.
     *
     * @param least the smallest change that matters
     */
    boolean isClear(double least) {
      return Math.abs(change) > least && Math.abs(change) > CLEAR * noise;
    }
  }

  /** The same of a run that is worse by so much in every call. */
  Sample shifted(double by) {
    return new Sample(worseness + by, within, tail, drift, shortage);
  }
}
