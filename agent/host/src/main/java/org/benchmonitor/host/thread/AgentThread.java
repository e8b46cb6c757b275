package org.benchmonitor.host.thread;

import org.benchmonitor.bootstrap.NoWorker;

/**
 * A thread that is the agent's by its class, whatever it is called.
 *
 * <p>It takes nothing over from the thread that makes it: no context class loader, no inheritable
 * thread-locals.
 */
final class AgentThread extends Thread implements NoWorker {
  AgentThread(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  /**
   * Obeys the agent's own threads alone. A host that interrupts every thread it finds would
   * otherwise close the files that are being written, and keep every wait from waiting.
   */
  @Override
  public void interrupt() {
    if (Thread.currentThread() instanceof AgentThread) {
      super.interrupt();
    }
  }
}
