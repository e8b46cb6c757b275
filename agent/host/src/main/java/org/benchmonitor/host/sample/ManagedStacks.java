package org.benchmonitor.host.sample;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.benchmonitor.host.thread.AgentThreads;

/** The stacks as the JVM's bean tells them, which knows no virtual threads. */
final class ManagedStacks implements StackSource {
  private final ThreadMXBean threads = ManagementBeans.threads();
  private final AgentThreads own;
  private final boolean tellsCpu;
  private final Standstill standstill = new Standstill();

  ManagedStacks(AgentThreads own) {
    this.own = own;
    this.tellsCpu = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
  }

  @Override
  @SuppressWarnings("deprecation") // its successor came with 19; agent threads only
  public long[] ids() {
    Set<Long> agents = new HashSet<>();
    own.alive().forEach(thread -> agents.add(thread.getId()));
    return Arrays.stream(threads.getAllThreadIds()).filter(id -> !agents.contains(id)).toArray();
  }

  @Override
  public long[] work(long[] ids) {
    long[] work = new long[ids.length];
    if (tellsCpu) {
      for (int i = 0; i < ids.length; i++) {
        work[i] = threads.getThreadCpuTime(ids[i]);
      }
      return work;
    }
    ThreadInfo[] infos = threads.getThreadInfo(ids);
    for (int i = 0; i < ids.length; i++) {
      ThreadInfo info = infos[i];
      work[i] = info == null ? -1 : info.getBlockedCount() + info.getWaitedCount();
    }
    return work;
  }

  @Override
  public long costNanos() {
    long stood = standstill.nanos();
    return stood < 0 || !threads.isCurrentThreadCpuTimeSupported()
        ? System.nanoTime()
        : stood + threads.getCurrentThreadCpuTime();
  }

  @Override
  @SuppressWarnings("deprecation") // its successor came with 19; an agent thread only
  public List<ThreadStack> own() {
    Thread self = Thread.currentThread();
    return stacks(new long[] {self.getId()}, 1).stream()
        .map(one -> new ThreadStack(one.id(), one.name(), List.of(self.getStackTrace())))
        .toList();
  }

  @Override
  public List<ThreadStack> stacks(long[] ids, int deepest) {
    List<ThreadStack> stacks = new ArrayList<>(ids.length);
    for (ThreadInfo info : threads.getThreadInfo(ids, deepest)) {
      if (info != null) {
        stacks.add(
            new ThreadStack(
                info.getThreadId(), info.getThreadName(), List.of(info.getStackTrace())));
      }
    }
    return stacks;
  }
}
