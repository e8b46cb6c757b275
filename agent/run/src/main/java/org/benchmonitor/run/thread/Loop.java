package org.benchmonitor.run.thread;

/** What a thread of the agent does again and again. */
public interface Loop {
  /** Whether it is told to end; asked between two turns. */
  boolean isOver();

  /**
   * Does it once; waits in it, or returns at once only if there is more to do.
   *
   * @throws Exception whatever ends this turn, but not the loop
   */
  void turn() throws Exception;

  /** A turn failed; told after the pause that follows a failure. */
  default void failed() {}
}
