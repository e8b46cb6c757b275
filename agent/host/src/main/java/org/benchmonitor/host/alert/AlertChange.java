package org.benchmonitor.host.alert;

import java.time.Instant;
import org.benchmonitor.run.threshold.Alert;

/**
 * A threshold was broken, or is not broken any more. Immutable.
 *
 * @param alert where it stands now
 * @param session the run's identifier
 * @param at when the state began
 */
public record AlertChange(Alert alert, String session, Instant at) {
  /** Whether it was broken. */
  public boolean isBroken() {
    return alert.isBroken();
  }

  /** One line: {@code p99 of read < 50ms: broken, 83.00 ms}. */
  public String text() {
    return alert.text();
  }
}
