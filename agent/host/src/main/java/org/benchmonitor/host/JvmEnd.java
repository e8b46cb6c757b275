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
 * Learns that the JVM ends, and how, after all of the host's own shutdown hooks have run; where the
 * JDK refuses that, beside them.
 */
final class JvmEnd implements Runnable {
  interface Listener {
    /** The code given to {@code System.exit}, if it was seen. */
    OptionalInt exitCode();

    /** Is told once. */
    void onEnd(RunStatus status, String reason);

    /** Is told when that failed. */
    void onFailedEnd(Throwable failure);
  }

  /** The end takes some tens of milliseconds; this is for a machine that is overloaded. */
  static final long LONGEST_MILLIS = 3_500;

  private final Listener listener;
  private final ThreadMaker threads;
  private volatile @Nullable ThreadWatch mainThread;
  private volatile @Nullable ShutdownHook hook;

  /**
   * Makes it; nothing is registered yet.
   *
   * @param threads makes the one that does the work, so that the host's exit can go on without it
   */
  JvmEnd(Listener listener, ThreadMaker threads) {
    this.listener = listener;
    this.threads = threads;
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
   * Loads what tells how the JVM ended, so that the end takes less time; if the jar is replaced
   * meanwhile, other classes may still be missing.
   */
  static void rehearse() {
    Ending.byThisThread();
  }

  /** Watches the current thread, the host's main thread, for an exception that nobody catches. */
  void watchMainThread() {
    mainThread = ThreadWatch.of(Thread.currentThread());
  }

  /** Takes back all that {@link #register} and {@link #watchMainThread} have left in the JVM. */
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

  /** On the thread that ends the JVM. */
  @Override
  public void run() {
    end(Ending.byThisThread());
  }

  /** On a thread of its own, beside the host's hooks; no lambda, for premain makes it. */
  private final class Beside implements Runnable {
    @Override
    public void run() {
      end(Ending.byAnotherThread());
    }
  }

  /** The host's exit is never held: what is not done in time is left. */
  private void end(Ending ending) {
    try {
      Thread telling = threads.once("monitor-end", new Telling(ending));
      telling.start();
      // Whoever ends the JVM may have been interrupted before, and the report needs its time.
      Rest.untilEnd(telling, TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS));
    } catch (Throwable noThread) {
      // A report that is lost must be said; the system may have no thread left.
      listener.onFailedEnd(noThread);
    }
  }

  /** No lambda: a security manager that came later may refuse to make its class. */
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
