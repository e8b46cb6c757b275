package org.benchmonitor.bootstrap;

/** Told on the host's thread when a method of the {@code session} pattern is entered and left. */
public interface RunBoundaryListener {
  void entered();

  /** The thrown exception is null for a normal return. */
  void left(Throwable thrown);

  /** The host asked the JVM to exit with this code. */
  void exiting(int code);
}
