package org.benchmonitor.host.sample;

import java.util.List;
import java.util.Optional;
import org.benchmonitor.host.thread.AgentThreads;

/** The stacks of the host's platform threads; one thread at a time asks. */
public interface StackSource {
  /**
   * One thread's stack.
   *
   * @param frames the innermost first
   */
  record ThreadStack(long id, String name, List<StackTraceElement> frames) {}

  /**
   * Those of this JVM; empty where it has no module for that.
   *
   * @param own whose threads are left out
   */
  static Optional<StackSource> ofThisJvm(AgentThreads own) {
    return RuntimeModules.stacks(own);
  }

  /** The threads that are alive, without the agent's own. */
  long[] ids();

  /**
   * For each thread a number that grows as the thread works, in nanoseconds of CPU where the JVM
   * tells them; -1 for one that has ended.
   */
  long[] work(long[] ids);

  /**
   * Grows by the CPU time of the calling thread and by the time that the JVM stands still, of which
   * what is between two calls is the cost of what was done; by the time itself where the JVM tells
   * neither.
   */
  long costNanos();

  /** That of the calling thread, which is the agent's; holds up nobody else. */
  List<ThreadStack> own();

  /**
   * The stacks of these threads at one moment, for which the host stands still; leaves out those
   * that have ended.
   *
   * @param deepest so many frames of each, from the innermost on
   */
  List<ThreadStack> stacks(long[] ids, int deepest);
}
