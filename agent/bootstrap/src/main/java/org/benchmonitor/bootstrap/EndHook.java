package org.benchmonitor.bootstrap;

import java.util.function.Predicate;

/**
 * The hook that the JDK calls at the end of the JVM.
 *
 * <p>The JDK keeps every registration, so this registers once in the life of the JVM and runs the
 * work of whoever is attached, if anyone. Threads of the agent set and clear it; the thread that
 * ends the JVM runs it.
 */
public final class EndHook implements Runnable {
  private static final EndHook HOOK = new EndHook();
  private static boolean registered;
  private static volatile Runnable work;

  private EndHook() {}

  /**
   * Sets the only work to run at the end of the JVM.
   *
   * @param register registers with the JDK; returns false if it cannot
   * @return whether the work will run
   */
  public static synchronized boolean set(Runnable newWork, Predicate<Runnable> register) {
    if (!registered) {
      registered = register.test(HOOK);
    }
    work = registered ? newWork : null;
    return registered;
  }

  /** Removes the work. */
  public static synchronized void clear() {
    work = null;
  }

  @Override
  public void run() {
    Runnable now = work;
    if (now != null) {
      now.run();
    }
  }
}
