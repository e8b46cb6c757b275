package org.benchmonitor.host.suggest;

import org.jspecify.annotations.Nullable;

/**
 * A method that was seen on stacks.
 *
 * @param share of the stacks with any such method, those with this one
 * @param depth the methods between it and what its thread was made for, on average
 * @param isBody whether it is itself what its threads were made for
 * @param awakeShare the share among the stacks on which the thread did not wait
 * @param asleep of its stacks, those on which the thread slept
 * @param idle of its stacks, those on which the thread slept or waited for another
 * @param threads that it was seen on
 * @param caller the method that calls it most often; null where that is none of the host's
 */
record Candidate(
    MethodName method,
    double share,
    double depth,
    boolean isBody,
    double awakeShare,
    double asleep,
    double idle,
    int threads,
    @Nullable MethodName caller) {
  /** A method further in is as likely by this much less. */
  private static final double PER_STEP = 0.85;

  /**
   * How likely it is an operation, by the stacks alone. Where threads mostly wait for their next
   * turn, an operation is on few of all stacks, yet on most of those on which something is done.
   */
  double score() {
    return Math.max(share, awakeShare) * Math.pow(PER_STEP, depth);
  }
}
