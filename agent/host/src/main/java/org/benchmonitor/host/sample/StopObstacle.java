package org.benchmonitor.host.sample;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.thread.Rest;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the host can be stopped, on a thread for code of the host: looking for a method
 * asks the host's class loader, which may block or throw.
 *
 * <p>Any thread, several at once: all of them wait for the same look.
 */
final class StopObstacle {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final Optional<String> NO_ANSWER =
      Optional.of("the class loader of the runner does not answer");

  private final RunStopper stopper;
  private final AgentThreads threads;
  private final long longestNanos;
  private @Nullable Look latest;

  StopObstacle(RunStopper stopper, AgentThreads threads) {
    this(stopper, threads, LONGEST_NANOS);
  }

  StopObstacle(RunStopper stopper, AgentThreads threads, long longestNanos) {
    this.stopper = stopper;
    this.threads = threads;
    this.longestNanos = longestNanos;
  }

  /** What prevents a stop, in words; empty if nothing does. */
  Optional<String> find() {
    Look look = begun();
    Rest.untilEnd(look.thread, look.deadline - System.nanoTime());
    return look.found;
  }

  /** Reuses a look that the host still holds: otherwise threads would pile up with each request. */
  private synchronized Look begun() {
    Look look = latest;
    if (look == null || !look.thread.isAlive()) {
      look = new Look();
      look.thread.start();
      latest = look;
    }
    return look;
  }

  private final class Look implements Runnable {
    private final Thread thread = threads.forHost("monitor-stop-look", this);
    private final long deadline = System.nanoTime() + longestNanos;
    private volatile Optional<String> found = NO_ANSWER;

    @Override
    public void run() {
      try {
        found = stopper.obstacle();
      } catch (Throwable hostile) {
        found = Optional.of("looking for a way failed: " + hostile.getClass().getName());
      }
    }
  }
}
