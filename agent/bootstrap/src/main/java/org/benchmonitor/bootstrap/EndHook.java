package org.benchmonitor.bootstrap;

import java.util.function.Predicate;

/**
 * What the JDK calls at the end of the JVM.
 *
 * <p>The JDK forgets nothing that was registered once, so this is registered once in the life of
 * the JVM and leads to whoever is attached, or to nobody. Set and cleared by threads of the agent,
 * run by the thread that ends the JVM.
 */
public final class EndHook implements Runnable {
  private static final EndHook HOOK = new EndHook();
  private static boolean registered;
  private static volatile Runnable work;

  private EndHook() {}

  /**
   * Lets this run at the end of the JVM, and nothing else.
   *
   * @param register registers with the JDK; false where it cannot
   * @return whether it will run
   */
  public static synchronized boolean set(Runnable newWork, Predicate<Runnable> register) {
    if (!registered) {
      registered = register.test(HOOK);
    }
    work = registered ? newWork : null;
    return registered;
  }

  /** Lets nothing run any more. */
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
