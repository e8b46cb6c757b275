package org.benchmonitor.host.thread;

import org.benchmonitor.bootstrap.NoWorker;

/**
 * A thread of the agent, known by its class and not by its name.
 *
 * <p>It inherits neither the context class loader nor thread-locals from the thread that makes it.
 */
final class AgentThread extends Thread implements NoWorker {
  AgentThread(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  /**
   * Ignores interrupts from threads that are not the agent's. A host that interrupts every thread
   * it finds would close the files that are being written and cut every wait short.
   */
  @Override
  public void interrupt() {
    if (Thread.currentThread() instanceof AgentThread) {
      super.interrupt();
    }
  }
}
