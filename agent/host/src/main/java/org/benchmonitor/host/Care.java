package org.benchmonitor.host;

import java.util.List;

/** A check that the agent's main thread repeats, as a rule once a second. */
@FunctionalInterface
interface Care {
  /** Looks and does what is due; must not block. */
  void look();

  /**
   * Looks after all of them in order, even if one fails.
   *
   * @throws RuntimeException the first exception thrown; an {@code Error} likewise
   */
  static void lookAfter(List<Care> all) {
    Throwable first = null;
    for (Care one : all) {
      try {
        one.look();
      } catch (RuntimeException | Error failure) {
        first = first == null ? failure : first;
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
  }
}
