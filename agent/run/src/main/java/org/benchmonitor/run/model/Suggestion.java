package org.benchmonitor.run.model;

import org.jspecify.annotations.Nullable;

/**
 * A method of the host that may be an operation.
 *
 * @param pattern as an {@code op=} takes it
 * @param stackPercent of the stacks that were looked at, those with this method on them
 * @param trial what the probe has counted; null where it was not tried
 * @param likely whether it behaves as an operation does
 * @param why what speaks for it or against it, for people
 */
public record Suggestion(
    String pattern, double stackPercent, @Nullable Trial trial, boolean likely, String why) {
  /** The line for the command. */
  public String line() {
    return "op=" + pattern;
  }

  /**
   * What a method did while it was tried.
   *
   * @param calls completed
   * @param meanNanos of a call; not a number without one
   * @param sharePercent the time inside of it, of the time of all threads that were inside of any
   *     method that was tried
   * @param threads that completed a call
   */
  public record Trial(
      long calls, double ratePerSecond, double meanNanos, double sharePercent, int threads) {}
}
