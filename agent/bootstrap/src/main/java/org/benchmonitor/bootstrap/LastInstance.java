package org.benchmonitor.bootstrap;

import java.lang.ref.WeakReference;

/** The last instance made of the runner's class, held weakly; written by any thread of the host. */
public final class LastInstance {
  private static volatile WeakReference<Object> last = new WeakReference<>(null);

  private LastInstance() {}

  public static void set(Object made) {
    last = new WeakReference<>(made);
  }

  /** The last one that was made, or null if there is none or it is gone. */
  public static Object last() {
    return last.get();
  }

  public static void forget() {
    last = new WeakReference<>(null);
  }
}
