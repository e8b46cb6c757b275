package org.benchmonitor.run.thread;

/**
 * How long a thread of the agent works on something large before it rests, and how long it rests.
 * One thread.
 *
 * <p>Where every core belongs to the host, work without a rest is a pause in the host's own. What
 * takes 30 ms at once takes 60 ms in such parts, and the host sees a millisecond at a time.
 */
public final class Pace implements Resting {
  static final long WORK_NANOS = 1_000_000;
  static final long REST_NANOS = 1_000_000;

  private final Rests rests;
  private long since;

  /** Begins to work. */
  public Pace(Rests rests) {
    this.rests = rests;
    this.since = rests.nanoTime();
  }

  /** Whether it has worked for long enough. */
  public boolean isRestDue() {
    return rests.nanoTime() - since >= WORK_NANOS;
  }

  @Override
  public void restIfDue() {
    if (isRestDue()) {
      rest();
    }
  }

  /** Rests, then begins to work again. */
  public void rest() {
    rests.rest(REST_NANOS);
    since = rests.nanoTime();
  }
}
