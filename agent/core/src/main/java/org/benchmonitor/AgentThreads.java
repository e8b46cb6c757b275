package org.benchmonitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.sample.HostCaller;

/**
 * The group of all the agent's threads: keeps their failures from the host's default handler, which
 * in some hosts ends the JVM.
 */
final class AgentThreads extends ThreadGroup {
  private static final long POLL_NANOS = 2_000_000;
  private static final int ROOM = 64;

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

  /**
   * Ends all threads but the calling one, which have been told to stop before; returns the names of
   * those that did not end in time. One that calls the host is waited for, but not interrupted.
   */
  @SuppressWarnings("removal") // before 19 a group would stay in its parent for ever
  List<String> end(long longestMillis) {
    setDaemon(true);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMillis);
    List<Thread> left = others();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.stream().filter(thread -> !(thread instanceof HostCaller)).forEach(Thread::interrupt);
      LockSupport.parkNanos(POLL_NANOS);
      left = others();
    }
    return left.stream().map(Thread::getName).toList();
  }

  private List<Thread> others() {
    Thread[] all = new Thread[activeCount() + ROOM];
    int count = enumerate(all, true);
    List<Thread> others = new ArrayList<>(Arrays.asList(all).subList(0, count));
    others.remove(Thread.currentThread());
    return others;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    log.error(thread.getName() + " ended: " + failure);
  }
}
