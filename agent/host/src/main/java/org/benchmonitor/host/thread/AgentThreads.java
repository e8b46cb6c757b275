package org.benchmonitor.host.thread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.benchmonitor.bootstrap.NoWorker;
import org.benchmonitor.run.thread.GuardedLoop;
import org.benchmonitor.run.thread.GuardedTask;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadFailures;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * Makes the agent's threads: daemons, in a group of their own unless they run code of the host.
 *
 * <p>Any thread may make one. No failure of such a thread reaches the host's default handler, which
 * in some hosts ends the JVM.
 */
public final class AgentThreads implements ThreadMaker {
  private static final long POLL_NANOS = 2_000_000;
  private static final int ROOM = 64;

  private final ThreadFailures failures;
  private final ThreadGroup own;
  private final ThreadGroup hosts;
  private final List<Thread> callers = new ArrayList<>();

  /** Makes the group and no thread yet. */
  public AgentThreads(ThreadFailures failures) {
    this.failures = failures;
    ThreadGroup root = root();
    this.hosts = firstBelow(root);
    this.own = new Group(root, failures);
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** The group of the main thread: the JVM makes it before all others. */
  private static ThreadGroup firstBelow(ThreadGroup root) {
    ThreadGroup[] first = new ThreadGroup[1];
    return root.enumerate(first, /* recurse= */ false) == 0 ? root : first[0];
  }

  /**
   * Handles what ends a thread that the server's library makes itself, and marks such a thread as
   * the agent's.
   */
  private static final class Group extends ThreadGroup implements NoWorker {
    private final ThreadFailures failures;

    private Group(ThreadGroup root, ThreadFailures failures) {
      super(root, "monitor");
      this.failures = failures;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
      failures.failed(thread.getName(), failure);
    }
  }

  @Override
  public Thread once(String name, Runnable work) {
    return new AgentThread(own, new GuardedTask(name, work, failures), name);
  }

  @Override
  public Thread loop(String name, Loop loop) {
    return new AgentThread(own, new GuardedLoop(name, loop, failures), name);
  }

  /**
   * Starts a thread for code of the host that the agent runs on its own account. Its CPU time is
   * the agent's, and {@link #end} waits for it.
   */
  public Thread startAsking(String name, Loop loop) {
    Thread made = asking().loop(name, loop);
    made.start();
    return made;
  }

  /** Makes such threads. */
  public ThreadMaker asking() {
    return new ThreadMaker() {
      @Override
      public Thread once(String name, Runnable work) {
        return asking(name, new GuardedTask(name, work, failures));
      }

      @Override
      public Thread loop(String name, Loop loop) {
        return asking(name, new GuardedLoop(name, loop, failures));
      }
    };
  }

  private Thread asking(String name, Runnable work) {
    return calling(group -> new HostCaller.Asking(group, work, name, this::started));
  }

  private void started(Thread asking) {
    synchronized (callers) {
      callers.add(asking);
    }
  }

  /**
   * Makes a thread, not started, for what the user wants the host to do; it counts as the host's.
   */
  public Thread forHost(String name, Runnable work) {
    Runnable once = new GuardedTask(name, work, failures);
    return calling(group -> new HostCaller(group, once, name));
  }

  private Thread calling(Function<ThreadGroup, Thread> maker) {
    try {
      return maker.apply(hosts);
    } catch (IllegalThreadStateException destroyed) {
      // Before 19 a host could destroy the group once no thread was left in it.
      return maker.apply(own);
    }
  }

  /** The live threads whose CPU time is the agent's. */
  public List<Thread> alive() {
    List<Thread> alive = ofGroup();
    synchronized (callers) {
      callers.removeIf(caller -> caller.getState() == Thread.State.TERMINATED);
      for (Thread caller : callers) {
        if (caller.isAlive()) {
          alive.add(caller);
        }
      }
    }
    return alive;
  }

  /** Counting them first would look at all threads of the JVM twice. */
  private List<Thread> ofGroup() {
    Thread[] all = new Thread[ROOM];
    int count = own.enumerate(all, /* recurse= */ true);
    while (count == all.length) {
      all = new Thread[2 * all.length];
      count = own.enumerate(all, /* recurse= */ true);
    }
    return new ArrayList<>(Arrays.asList(all).subList(0, count));
  }

  /**
   * Ends all threads but the calling one; they must have been told to stop before. Returns the
   * names of those that did not end in time. Waits for threads that ask the host, without
   * interrupting them.
   */
  @SuppressWarnings("removal") // before 19 a group would stay in its parent for ever
  public List<String> end(long longestMillis) {
    own.setDaemon(true);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMillis);
    List<Thread> left = others();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.stream().filter(thread -> !(thread instanceof HostCaller)).forEach(Thread::interrupt);
      Rest.nanos(POLL_NANOS);
      left = others();
    }
    return left.stream().map(Thread::getName).toList();
  }

  private List<Thread> others() {
    List<Thread> others = alive();
    others.remove(Thread.currentThread());
    return others;
  }
}
