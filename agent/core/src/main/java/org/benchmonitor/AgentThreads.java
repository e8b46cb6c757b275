package org.benchmonitor;

import org.benchmonitor.log.AgentLog;

/**
 * The group of all the agent's threads: keeps their failures from the host's default handler, which
 * in some hosts ends the JVM.
 */
final class AgentThreads extends ThreadGroup {
  private final AgentLog log;

  AgentThreads(AgentLog log) {
    super(root(), "monitor");
    this.log = log;
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    log.error(thread.getName() + " ended: " + failure);
  }
}
