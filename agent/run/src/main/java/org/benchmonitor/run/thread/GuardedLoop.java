package org.benchmonitor.run.thread;

/**
 * Repeats a loop's turns until it is told to end. No failure of a turn ends it or makes it spin.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>The next turn comes whatever a turn throws, including an {@code Error} for lack of memory
 *       and the {@code ThreadDeath} of {@code Thread.stop}.
 *   <li>A pause follows a failed turn. It doubles after each further failure in a row.
 *   <li>The interrupt flag is cleared before each turn, so no interrupt ends the loop.
 * </ol>
 */
public final class GuardedLoop implements Runnable {
  static final long FIRST_PAUSE_NANOS = 100_000_000;
  static final long LONGEST_PAUSE_NANOS = 5_000_000_000L;

  /** How it waits; a test brings its own. */
  interface Pause {
    void nanos(long longest);
  }

  /** No lambda: the first thread is made on the host's main thread. */
  private static final class Resting implements Pause {
    @Override
    public void nanos(long longest) {
      Rest.nanos(longest);
    }
  }

  private final String name;
  private final Loop loop;
  private final ThreadFailures failures;
  private final Pause pause;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  /** Makes the work of the thread of this name. */
  public GuardedLoop(String name, Loop loop, ThreadFailures failures) {
    this(name, loop, failures, new Resting());
  }

  GuardedLoop(String name, Loop loop, ThreadFailures failures, Pause pause) {
    this.name = name;
    this.loop = loop;
    this.failures = failures;
    this.pause = pause;
  }

  @Override
  public void run() {
    while (!loop.isOver()) {
      try {
        repeat();
      } catch (Throwable duringTheCare) {
        // The failure could not be told of, in want of memory or of a stack; its pause is over.
      }
    }
  }

  private void repeat() {
    while (!loop.isOver()) {
      Thread.interrupted();
      try {
        loop.turn();
        pauseNanos = FIRST_PAUSE_NANOS;
      } catch (InterruptedException forgotten) {
        // Whoever wants the end says so by isOver.
      } catch (Throwable failure) {
        careFor(failure);
      }
    }
  }

  /** The pause comes first: to tell of a failure may fail as well. */
  private void careFor(Throwable failure) {
    long now = pauseNanos;
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * now);
    pause.nanos(now);
    loop.failed();
    failures.failed(name, failure);
  }
}
