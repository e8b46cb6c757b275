package org.benchmonitor.host.thread;

import org.benchmonitor.bootstrap.NoWorker;

/**
 * A thread that the agent makes to run code of the host: in the host's own group and with the
 * host's own context class loader, so that what is made there is the host's too.
 *
 * <p>Never interrupted by the agent, for the interrupt would be the host's to handle.
 */
class HostCaller extends Thread {
  HostCaller(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(ClassLoader.getSystemClassLoader());
  }

  /** One that calls of the agent's own accord; what it calls is no work of the run. */
  static final class Asking extends HostCaller implements NoWorker {
    Asking(ThreadGroup group, Runnable work, String name) {
      super(group, work, name);
    }
  }
}
