package org.benchmonitor;

import java.util.OptionalInt;
import java.util.function.Predicate;
import org.benchmonitor.bootstrap.EndHook;
import org.benchmonitor.bootstrap.ThreadWatch;
import org.benchmonitor.model.RunStatus;
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
  }

  private static final long LONGEST_MILLIS = 900;

  private final Listener listener;
  private final ThreadGroup group;
  private volatile @Nullable ThreadWatch mainThread;
  private volatile @Nullable Thread hook;

  /**
   * Makes it; nothing is registered yet.
   *
   * @param group of the agent's threads, which keeps their failures from the host
   */
  JvmEnd(Listener listener, ThreadGroup group) {
    this.listener = listener;
    this.group = group;
  }

  void register(Predicate<Runnable> afterHooks) {
    if (!EndHook.set(this, afterHooks)) {
      Thread beside = new Thread(this, "monitor-end");
      hook = beside;
      Runtime.getRuntime().addShutdownHook(beside);
    }
  }

  /** Watches the current thread, the host's main thread, for an exception that nobody catches. */
  void watchMainThread() {
    mainThread = ThreadWatch.of(Thread.currentThread());
  }

  /** Takes back all that {@link #register} and {@link #watchMainThread} have left in the JVM. */
  void release() {
    EndHook.clear();
    Thread beside = hook;
    if (beside != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(beside);
      } catch (IllegalStateException endingAlready) {
        return;
      }
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

  /** The host's exit is never held: what is not done in time is left. */
  @Override
  public void run() {
    String by = Thread.currentThread().getName();
    Thread ending = new Thread(group, () -> tell(by), "monitor-end");
    ending.setDaemon(true);
    ending.start();
    try {
      ending.join(LONGEST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String by) {
    if (by.startsWith("SIG")) {
      listener.onEnd(RunStatus.CANCELLED, "the JVM was ended by " + by.split(" ", 2)[0]);
    } else if (!mainFailure().isEmpty()) {
      listener.onEnd(RunStatus.FAILED, "main threw " + mainFailure());
    } else if (by.equals("DestroyJavaVM")) {
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
