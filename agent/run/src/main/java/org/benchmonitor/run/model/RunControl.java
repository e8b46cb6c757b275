package org.benchmonitor.run.model;

import java.util.Locale;

/**
 * Pauses, resumes and stops a run. Any thread, several at once. Waits for a cut that is under way,
 * never for the host.
 */
@FunctionalInterface
public interface RunControl {
  /** What can be asked for. */
  enum Action {
    PAUSE,
    RESUME,
    STOP;

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What has come of it.
   *
   * @param obstacle why it does not apply now, in words; empty if the run is now, or was already,
   *     as it was asked to be
   */
  record Answer(String obstacle) {
    public static final Answer DONE = new Answer("");

    public boolean isDone() {
      return obstacle.isEmpty();
    }
  }

  /**
   * Asks for something; the snapshot that shows it is there when this returns.
   *
   * @param by who asks, for the log and for the reason of the end
   */
  Answer ask(Action action, String by);
}
