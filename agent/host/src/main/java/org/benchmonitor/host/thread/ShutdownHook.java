package org.benchmonitor.host.thread;

import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * Work that the JVM starts when it ends, beside the host's own hooks; it can be taken back.
 *
 * <p>One thread at a time registers it and takes it back. The work runs on a thread of the agent.
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

  /** No lambda: premain makes it. */
  private final class UnlessTakenBack implements Runnable {
    @Override
    public void run() {
      if (!takenBack) {
        work.run();
      }
    }
  }

  /** Registers the hook; false if the JVM is already ending. */
  public boolean register() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
      return true;
    } catch (IllegalStateException endingAlready) {
      return false;
    }
  }

  /** Takes the hook back, once; false if the JVM is already ending and does the work. */
  public boolean takeBack() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(thread)) {
        takenBack = true;
        // Before 19 a thread that never starts keeps its group, and the group keeps the agent's
        // loader.
        thread.start();
        // Afterwards the loader may be closed, and the thread could load no more classes.
        Rest.untilEnd(thread, LONGEST_END_NANOS);
      }
      return true;
    } catch (IllegalStateException endingAlready) {
      return false;
    }
  }
}
