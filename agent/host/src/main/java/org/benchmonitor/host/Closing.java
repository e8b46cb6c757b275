package org.benchmonitor.host;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The steps that give back to the host all that was taken from it, in one order for every way.
 *
 * <p>Built by one thread, run by any. Guarantees:
 *
 * <ol>
 *   <li>The steps of a way run in the order in which they were added.
 *   <li>Each runs although an earlier one failed, and the failure is told.
 *   <li>Each runs at most once over all ways. A second caller waits for the step that is under way
 *       and goes on after it.
 * </ol>
 */
final class Closing {
  /** Why the steps run. */
  enum Way {
    /** The monitor could not be started. */
    UNDO,
    /** The monitor was asked to leave the JVM. */
    DETACH,
    /** The JVM ends. */
    JVM_END
  }

  /** Closes one part. */
  interface Closer {
    /**
     * Closes the part.
     *
     * @param deadlineNanos when it must be done, on the clock of {@link System#nanoTime}
     * @throws Exception what went wrong
     */
    void close(long deadlineNanos) throws Exception;
  }

  /** Is told what failed; whatever it throws is dropped. */
  interface Told {
    void failed(Way way, String what, Throwable failure);
  }

  private static final class Step {
    private final String what;
    private final Set<Way> ways;
    private final long longestMillis;
    private final Closer closer;
    private boolean begun;

    Step(String what, Set<Way> ways, long longestMillis, Closer closer) {
      this.what = what;
      this.ways = ways;
      this.longestMillis = longestMillis;
      this.closer = closer;
    }

    synchronized void runOnce(Way way, long nowNanos, long deadlineNanos, Told told) {
      if (begun) {
        return;
      }
      begun = true;
      long longest = TimeUnit.MILLISECONDS.toNanos(longestMillis);
      try {
        closer.close(nowNanos + Math.min(longest, deadlineNanos - nowNanos));
      } catch (Throwable failure) {
        tell(way, failure, told);
      }
    }

    /** Telling can fail too, for lack of memory; the later steps run nevertheless. */
    private void tell(Way way, Throwable failure, Told told) {
      try {
        told.failed(way, what, failure);
      } catch (Throwable untold) {
        return;
      }
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Told told;
  private final LongSupplier nanoTime;

  Closing(Told told) {
    this(told, System::nanoTime);
  }

  Closing(Told told, LongSupplier nanoTime) {
    this.told = told;
    this.nanoTime = nanoTime;
  }

  /**
   * Adds the next step.
   *
   * @param what its name, told when it fails
   * @param longestMillis how long it may take
   */
  Closing step(String what, Set<Way> ways, long longestMillis, Closer closer) {
    steps.add(new Step(what, EnumSet.copyOf(ways), longestMillis, closer));
    return this;
  }

  /**
   * Runs the steps of a way that have not been run.
   *
   * @param longestMillis how long all of them may take together
   */
  void run(Way way, long longestMillis) {
    long deadline = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(longestMillis);
    for (Step step : steps) {
      if (step.ways.contains(way)) {
        step.runOnce(way, nanoTime.getAsLong(), deadline, told);
      }
    }
  }
}
