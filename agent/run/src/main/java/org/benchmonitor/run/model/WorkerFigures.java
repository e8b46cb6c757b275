package org.benchmonitor.run.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One worker at the end of an interval.
 *
 * @param number in the order of first operations, from 1
 * @param completed operations, failed ones included
 * @param ratePerSecond operations completed in the interval per second
 * @param currentOperation the innermost operation it is inside of, or null
 * @param currentAgeNanos how long it has been inside, 0 if it is not
 * @param lastError the full name of the type of its last error, or null
 */
public record WorkerFigures(
    long number,
    String threadName,
    long threadId,
    State state,
    long completed,
    long failed,
    double ratePerSecond,
    @Nullable String currentOperation,
    long currentAgeNanos,
    @Nullable String lastError) {
  /** What a worker does. */
  public enum State {
    ACTIVE,
    IDLE,
    ENDED;

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The identifier in the API. */
  public String id() {
    return id(number);
  }

  /** The identifier of the worker with this number. */
  public static String id(long number) {
    String digits = Long.toString(number);
    return "worker-" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
