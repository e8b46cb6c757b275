package org.benchmonitor.sample;

/**
 * A thread of the agent that calls methods of the host: never interrupted by the agent, for the
 * interrupt would be the host's to handle.
 */
public final class HostCaller extends Thread {
  /** Makes a daemon; not started. */
  public HostCaller(ThreadGroup group, Runnable work, String name) {
    super(group, work, name);
    setDaemon(true);
  }
}
