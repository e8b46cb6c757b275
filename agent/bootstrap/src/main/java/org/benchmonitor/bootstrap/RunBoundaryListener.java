package org.benchmonitor.bootstrap;

/** Is told of run boundaries, on the host's thread that runs the {@code session=} method. */
public interface RunBoundaryListener {
  void entered();

  /** Called at the return; {@code thrown} is null for a normal return. */
  void left(Throwable thrown);

  /** Called when the host asks the JVM to exit with this code. */
  void exiting(int code);
}
