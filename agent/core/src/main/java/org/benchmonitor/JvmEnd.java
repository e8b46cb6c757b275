package org.benchmonitor;

import java.util.OptionalInt;
import java.util.function.Predicate;
import org.benchmonitor.model.RunStatus;

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
  private volatile String mainFailure = "";

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
    if (!afterHooks.test(this)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this, "monitor-end"));
    }
  }

  /** Watches the current thread, the host's main thread, for an exception that nobody catches. */
  void watchMainThread() {
    Thread main = Thread.currentThread();
    main.setUncaughtExceptionHandler(new MainFailure(main.getUncaughtExceptionHandler()));
  }

  /**
   * A handler of the main thread alone, which hands on to what would have been asked without it;
   * one that the host sets later replaces it.
   */
  private final class MainFailure implements Thread.UncaughtExceptionHandler {
    private final Thread.UncaughtExceptionHandler before;

    private MainFailure(Thread.UncaughtExceptionHandler before) {
      this.before = before;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      mainFailure = thrown.getClass().getName();
      before.uncaughtException(thread, thrown);
    }
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
    } else if (!mainFailure.isEmpty()) {
      listener.onEnd(RunStatus.FAILED, "main threw " + mainFailure);
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
