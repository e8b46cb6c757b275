package org.benchmonitor.bootstrap;

/** Which clock is asked for; set before {@link Clock} is used for the first time. */
public enum ClockPreference {
  /** The JFR clock where it is there and sane, else {@code System.nanoTime}. */
  AUTO,
  /** The JFR clock where it is there, whatever the checks say of it. */
  FAST,
  /** {@code System.nanoTime}. */
  NANOTIME;

  private static ClockPreference chosen = NANOTIME;

  /** Chooses; has no effect once the clock runs. */
  public static synchronized void choose(ClockPreference preference) {
    chosen = preference;
  }

  static synchronized ClockPreference chosen() {
    return chosen;
  }
}
