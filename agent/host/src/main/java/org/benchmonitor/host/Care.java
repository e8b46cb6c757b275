package org.benchmonitor.host;

import java.util.List;

/** Something that the agent's main thread looks after, a few times a second. */
@FunctionalInterface
interface Care {
  /** Looks, and does what is due; must not wait. */
  void look();

  /**
   * Looks after all in order, also behind one that fails.
   *
   * @throws RuntimeException the first that was thrown, as is an {@code Error}
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
