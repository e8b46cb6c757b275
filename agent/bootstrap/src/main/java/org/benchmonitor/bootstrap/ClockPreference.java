package org.benchmonitor.bootstrap;

/** The clock to use; set before {@link Clock} is used for the first time. Any thread. */
public enum ClockPreference {
  /** The JFR clock if it exists and is sane, else {@code System.nanoTime}. */
  AUTO,
  /** The JFR clock if it exists, without the initial checks. */
  FAST,
  /** {@code System.nanoTime}. */
  NANOTIME;

  private static ClockPreference chosen = NANOTIME;

  /** Sets the preference; has no effect once the clock runs. */
  public static synchronized void choose(ClockPreference preference) {
    chosen = preference;
  }

  static synchronized ClockPreference chosen() {
    return chosen;
  }
}
