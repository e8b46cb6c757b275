package org.benchmonitor.host.sample;

import java.time.Duration;

/**
 * The system's clock has stepped against the monotonic one.
 *
 * @param nanos by how much; negative where it was set back
 * @param aheadNanos how far the times of the run are ahead of the system's clock since
 */
record ClockStep(long nanos, long aheadNanos) {
  /** What happened, in a few words, for the timeline. */
  String text() {
    String by = inSeconds(Math.abs(nanos));
    return nanos > 0
        ? "the clock went ahead by " + by + ": it was set, or the machine slept"
        : "the clock was set back by " + by;
  }

  /** What follows for the times of the run. */
  String consequence() {
    return aheadNanos >= WallTime.STEP_NANOS
        ? "the times of this run never go back, they are ahead by " + inSeconds(aheadNanos)
        : "the times of this run follow it";
  }

  private static String inSeconds(long nanos) {
    Duration rounded = Duration.ofSeconds(Math.round(nanos / 1e9));
    return rounded.toHours() > 0
        ? "%d h %d min %d s"
            .formatted(rounded.toHours(), rounded.toMinutesPart(), rounded.toSecondsPart())
        : rounded.toSeconds() + " s";
  }
}
