package org.benchmonitor.bootstrap;

import java.lang.ref.WeakReference;

/** The last instance of the runner's class, held weakly. Any thread; never blocks. */
public final class LastInstance {
  private static volatile WeakReference<Object> last = new WeakReference<>(null);

  private LastInstance() {}

  public static void set(Object made) {
    last = new WeakReference<>(made);
  }

  /** The last instance, or null if there is none or it was collected. */
  public static Object last() {
    return last.get();
  }

  public static void forget() {
    last = new WeakReference<>(null);
  }
}
