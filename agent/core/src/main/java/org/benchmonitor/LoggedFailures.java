package org.benchmonitor;

import org.benchmonitor.log.AgentLog;
import org.benchmonitor.thread.AgentThreads;

/** Writes down what has failed on a thread of the agent. */
record LoggedFailures(AgentLog log) implements AgentThreads.Failures {
  @Override
  public void failed(String thread, Throwable failure) {
    log.error(thread + " failed: " + failure);
  }
}
