package org.benchmonitor.host;

import org.benchmonitor.run.thread.ThreadFailures;
import org.benchmonitor.setup.log.AgentLog;

/** Writes down what has failed on a thread of the agent. */
record LoggedFailures(AgentLog log) implements ThreadFailures {
  @Override
  public void failed(String thread, Throwable failure) {
    log.error(thread + " failed: " + failure);
  }
}
