package org.benchmonitor.run.thread;

/** Lets the thread that does a long work rest wherever the work can wait. */
@FunctionalInterface
public interface Resting {
  /** Never rests. */
  Resting NEVER = () -> {};

  /**
   * Rests if it is time; called after each small part of the work. What this throws ends the work.
   */
  void restIfDue();
}
