package org.benchmonitor;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.benchmonitor.model.RunStatus;

/**
 * Learns that the JVM ends, and how, after all of the host's own shutdown hooks have run.
 *
 * <p>The JDK runs its shutdown slots one after the other; slot 1 runs (and joins) all application
 * hooks. A later slot therefore sees the last operation that a hook of the host may still have
 * executed. Where the JDK refuses, an ordinary hook beside the host's is used.
 */
final class JvmEnd {
  /** Is told once. */
  interface Listener {
    void onEnd(RunStatus status, String reason);
  }

  private static final int LAST_SLOT = 9;
  private static final int FIRST_FREE_SLOT = 3;
  private static final long LONGEST_MILLIS = 900;

  private final Listener listener;
  private final Supplier<OptionalInt> exitCode;
  private final ThreadGroup group;
  private volatile String mainFailure = "";

  /**
   * Makes it; nothing is registered yet.
   *
   * @param exitCode the code given to {@code System.exit}, if it was seen
   * @param group of the agent's threads, which keeps their failures from the host
   */
  JvmEnd(Listener listener, Supplier<OptionalInt> exitCode, ThreadGroup group) {
    this.listener = listener;
    this.exitCode = exitCode;
    this.group = group;
  }

  void register(Instrumentation instrumentation) {
    try {
      registerAfterAllHooks(instrumentation);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::runBounded, "monitor-end"));
    }
  }

  private void registerAfterAllHooks(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.access", Set.of(JvmEnd.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Object access =
        Class.forName("jdk.internal.access.SharedSecrets")
            .getMethod("getJavaLangAccess")
            .invoke(null);
    Method register =
        Class.forName("jdk.internal.access.JavaLangAccess")
            .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class);
    for (int slot = LAST_SLOT; slot >= FIRST_FREE_SLOT; slot--) {
      try {
        register.invoke(access, slot, false, (Runnable) this::runBounded);
        return;
      } catch (InvocationTargetException taken) {
        if (!(taken.getCause() instanceof InternalError)) {
          throw taken;
        }
      }
    }
    throw new IllegalStateException("all shutdown slots are taken");
  }

  /**
   * Watches the current thread, the host's main thread, for an exception that nobody catches.
   *
   * <p>A handler of the thread alone, which hands on to what would have been asked without it; one
   * that the host sets later replaces it.
   */
  void watchMainThread() {
    Thread main = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
    main.setUncaughtExceptionHandler(
        (thread, thrown) -> {
          mainFailure = thrown.getClass().getName();
          before.uncaughtException(thread, thrown);
        });
  }

  /** The host's exit is never held: what is not done in time is left. */
  private void runBounded() {
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
      tellExitCode(exitCode.get());
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
