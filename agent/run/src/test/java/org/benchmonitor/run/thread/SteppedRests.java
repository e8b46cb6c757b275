package org.benchmonitor.run.thread;

import java.util.ArrayList;
import java.util.List;

/** Rests that take no time, by a clock that goes on by the same amount each time it is read. */
public final class SteppedRests implements Rests {
  private final long nanosEachReading;
  private final Runnable onRest;
  private final List<Long> taken = new ArrayList<>();
  private long now;

  /**
   * Makes it.
   *
   * @param onRest called in each rest
   */
  public SteppedRests(long nanosEachReading, Runnable onRest) {
    this.nanosEachReading = nanosEachReading;
    this.onRest = onRest;
  }

  /** The length of each rest, in nanoseconds. */
  public List<Long> taken() {
    return taken;
  }

  @Override
  public void rest(long nanos) {
    taken.add(nanos);
    now += nanos;
    onRest.run();
  }

  @Override
  public long nanoTime() {
    now += nanosEachReading;
    return now;
  }
}
