package org.benchmonitor.host;

import org.benchmonitor.run.thread.ThreadFailures;
import org.benchmonitor.setup.log.AgentLog;

/** Logs what fails on the agent's threads; any thread. */
record LoggedFailures(AgentLog log) implements ThreadFailures {
  @Override
  public void failed(String thread, Throwable failure) {
    log.error(thread + " failed: " + failure);
  }
}
