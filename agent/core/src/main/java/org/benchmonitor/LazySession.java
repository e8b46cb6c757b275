package org.benchmonitor;

import java.util.function.Supplier;
import org.benchmonitor.bootstrap.SessionListener;
import org.jspecify.annotations.Nullable;

/** Makes the sampling when a session method or an exit comes before the agent's own thread did. */
record LazySession(Supplier<SessionListener> listener) implements SessionListener {
  @Override
  public void entered() {
    listener.get().entered();
  }

  @Override
  public void left(@Nullable Throwable thrown) {
    listener.get().left(thrown);
  }

  @Override
  public void exiting(int code) {
    listener.get().exiting(code);
  }
}
