package org.benchmonitor.run.thread;

/** Plain daemon threads, for a process that is the monitor's own; any thread. */
public final class DaemonThreads implements ThreadMaker {
  private final ThreadFailures failures;

  /** Makes none yet. */
  public DaemonThreads(ThreadFailures failures) {
    this.failures = failures;
  }

  @Override
  public Thread once(String name, Runnable work) {
    return daemon(name, new GuardedTask(name, work, failures));
  }

  @Override
  public Thread loop(String name, Loop loop) {
    return daemon(name, new GuardedLoop(name, loop, failures));
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
