package org.benchmonitor.run.model;

import java.util.Locale;

/** The status of a run. */
public enum RunStatus {
  /** No operation has begun yet. */
  STARTING,
  WARMUP,
  RAMPING,
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name in the API. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen in the run. */
  public boolean isEnded() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** Whether what completes now is left out of the run's totals. */
  public boolean isWarmup() {
    return this == WARMUP || this == RAMPING;
  }
}
