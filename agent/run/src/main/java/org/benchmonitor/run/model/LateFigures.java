package org.benchmonitor.run.model;

/**
 * Figures that are made when somebody asks for them; immutable, any thread.
 *
 * <p>The totals of a run change with each snapshot, but of most snapshots nobody reads them.
 * Whenever they are asked for, they are the same. {@link Figures} are there already.
 */
public interface LateFigures {
  /** The figures; made by the first call. */
  Figures get();

  /** All calls, failed ones included, without making the figures. */
  long count();

  /** All failed calls, without making the figures. */
  long errors();

  /** The number of operations. */
  int operationCount();

  /** The bytes that they hold, as if they had been made. */
  long bytes();
}
