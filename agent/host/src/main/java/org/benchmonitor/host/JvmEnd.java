package org.benchmonitor.host;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.benchmonitor.bootstrap.EndHook;
import org.benchmonitor.bootstrap.ThreadWatch;
import org.benchmonitor.host.thread.ShutdownHook;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.jspecify.annotations.Nullable;

/**
 * Notices the end of the JVM, and how it came, after all of the host's shutdown hooks have run.
 * Where the JDK refuses that, it runs beside them.
 */
final class JvmEnd implements Runnable {
  interface Listener {
    /** The code given to {@code System.exit}, if it was seen. */
    OptionalInt exitCode();

    /** Is told once. */
    void onEnd(RunStatus status, String reason);

    /** Is told that it failed. */
    void onFailedEnd(Throwable failure);
  }

  /** Covers an overloaded machine; the end normally takes some tens of milliseconds. */
  static final long LONGEST_MILLIS = 3_500;

  private final Listener listener;
  private final ThreadMaker threads;
  private final long longestMillis;
  private volatile @Nullable ThreadWatch mainThread;
  private volatile @Nullable ShutdownHook hook;

  /**
   * Makes it; nothing is registered yet.
   *
   * @param threads makes the thread that does the work, so that the host's exit can go on without
   *     it
   * @param longestMillis how long the host's exit is held at most
   */
  JvmEnd(Listener listener, ThreadMaker threads, long longestMillis) {
    this.listener = listener;
    this.threads = threads;
    this.longestMillis = longestMillis;
  }

  void register(Predicate<Runnable> afterHooks) {
    if (!EndHook.set(this, afterHooks)) {
      ShutdownHook beside = new ShutdownHook(threads, "monitor-end", new Beside());
      if (beside.register()) {
        hook = beside;
      }
    }
  }

  /**
   * Loads the classes that find out how the JVM ended, so that the end takes less time. If the jar
   * is replaced meanwhile, other classes may still be missing.
   */
  static void rehearse() {
    Ending.byThisThread();
  }

  /** Watches the current thread, the host's main thread, for an uncaught exception. */
  void watchMainThread() {
    mainThread = ThreadWatch.of(Thread.currentThread());
  }

  /** Takes back all that {@link #register} and {@link #watchMainThread} left in the JVM. */
  void release() {
    EndHook.clear();
    ShutdownHook beside = hook;
    if (beside != null && !beside.takeBack()) {
      return;
    }
    ThreadWatch watch = mainThread;
    if (watch != null) {
      watch.end();
    }
  }

  private String mainFailure() {
    ThreadWatch watch = mainThread;
    return watch == null ? "" : watch.failure();
  }

  /** Runs on the thread that ends the JVM. */
  @Override
  public void run() {
    end(Ending.byThisThread());
  }

  /** Runs on a thread of its own, beside the host's hooks. No lambda: premain makes it. */
  private final class Beside implements Runnable {
    @Override
    public void run() {
      end(Ending.byAnotherThread());
    }
  }

  /** Holds the host's exit for a bounded time; what is not done by then is dropped. */
  private void end(Ending ending) {
    try {
      Thread telling = threads.once("monitor-end", new Telling(ending));
      telling.start();
      // The ending thread may be interrupted already, and the report still needs its time.
      Rest.untilEnd(telling, TimeUnit.MILLISECONDS.toNanos(longestMillis));
      if (telling.isAlive()) {
        // A step may ignore its deadline, and then nobody else says that the report is missing.
        listener.onFailedEnd(new IllegalStateException("it was not done in time"));
      }
    } catch (Throwable noThread) {
      // The system may have no thread left; a lost report must be told.
      listener.onFailedEnd(noThread);
    }
  }

  /** No lambda: a security manager installed later may refuse to make its class. */
  private final class Telling implements Runnable {
    private final Ending ending;

    Telling(Ending ending) {
      this.ending = ending;
    }

    @Override
    public void run() {
      try {
        tell(ending);
      } catch (RuntimeException | Error failure) {
        listener.onFailedEnd(failure);
      }
    }
  }

  private void tell(Ending ending) {
    if (ending.way() == Ending.Way.SIGNAL) {
      listener.onEnd(RunStatus.CANCELLED, "the JVM was ended by " + ending.signal());
    } else if (!mainFailure().isEmpty()) {
      listener.onEnd(RunStatus.FAILED, "main threw " + mainFailure());
    } else if (ending.way() == Ending.Way.RETURN) {
      listener.onEnd(RunStatus.COMPLETED, "the program returned");
    } else {
      tellExitCode(listener.exitCode());
    }
  }

  private void tellExitCode(OptionalInt code) {
    if (code.isEmpty()) {
      listener.onEnd(RunStatus.COMPLETED, "the program ended the JVM");
    } else {
      listener.onEnd(
          code.getAsInt() == 0 ? RunStatus.COMPLETED : RunStatus.FAILED,
          "the program exited with " + code.getAsInt());
    }
  }
}
