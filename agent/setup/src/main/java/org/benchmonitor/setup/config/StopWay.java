package org.benchmonitor.setup.config;

/**
 * The {@code stop} option: how the stop control ends a run.
 *
 * @param method {@code type#method} of the runner for {@link Kind#METHOD}, else empty
 */
public record StopWay(Kind kind, String method) {
  /** The ways there are. */
  public enum Kind {
    /** End the JVM as SIGTERM would. */
    EXIT,
    /** Interrupt the workers. */
    INTERRUPT,
    /** Call a public no-argument method of the runner. */
    METHOD
  }
}
