package org.benchmonitor.host;

import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.jspecify.annotations.Nullable;

/** Passes the run boundary on to the sampling, which it makes first if need be. */
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
