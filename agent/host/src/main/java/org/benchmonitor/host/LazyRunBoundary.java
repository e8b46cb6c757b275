package org.benchmonitor.host;

import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.jspecify.annotations.Nullable;

/** Makes the sampling when a session method or an exit comes before the agent's own thread did. */
record LazyRunBoundary(Monitor monitor) implements RunBoundaryListener {
  @Override
  public void entered() {
    monitor.runBoundary().entered();
  }

  @Override
  public void left(@Nullable Throwable thrown) {
    monitor.runBoundary().left(thrown);
  }

  @Override
  public void exiting(int code) {
    monitor.runBoundary().exiting(code);
  }
}
