package org.benchmonitor.thread;

/**
 * A thread that the agent makes to run code of the host: in the host's own group and with the
 * host's own context class loader, so that what is made there is the host's too.
 *
 * <p>Never interrupted by the agent, for the interrupt would be the host's to handle.
 */
final class HostCaller extends Thread {
  HostCaller(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(ClassLoader.getSystemClassLoader());
  }
}
