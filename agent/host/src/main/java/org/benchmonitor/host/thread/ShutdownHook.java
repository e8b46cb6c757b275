package org.benchmonitor.host.thread;

import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * Work that the JVM begins when it ends, beside the host's own hooks, and that can be taken back.
 *
 * <p>Registered and taken back by one thread at a time; the work is done on a thread of the agent.
 */
public final class ShutdownHook {
  private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable work;
  private final Thread thread;
  private volatile boolean takenBack;

  /** Makes it; nothing is registered yet. */
  public ShutdownHook(ThreadMaker threads, String name, Runnable work) {
    this.work = work;
    this.thread = threads.once(name, new UnlessTakenBack());
  }

  /** No lambda, for premain makes it. */
  private final class UnlessTakenBack implements Runnable {
    @Override
    public void run() {
      if (!takenBack) {
        work.run();
      }
    }
  }

  /** Registers it; false if the JVM is ending already. */
  public boolean register() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
      return true;
    } catch (IllegalStateException endingAlready) {
      return false;
    }
  }

  /** Takes it back, once; false if the JVM is ending already and does the work. */
  public boolean takeBack() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(thread)) {
        takenBack = true;
        // Before 19 a thread that never starts keeps its group, and that the agent's loader.
        thread.start();
        // After that the loader may be closed, and the thread could load nothing any more.
        Rest.untilEnd(thread, LONGEST_END_NANOS);
      }
      return true;
    } catch (IllegalStateException endingAlready) {
      return false;
    }
  }
}
