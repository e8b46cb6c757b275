package org.benchmonitor.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.thread.AgentThreads;
import org.benchmonitor.thread.Loop;
import org.benchmonitor.thread.Rest;

/**
 * The threads that ask exceptions for their messages; one at a time, replaced when stuck. No other
 * thread of the agent calls an exception of the host's.
 */
final class MessageThreads {
  private static final long PAUSE_NANOS = 200_000_000;
  private static final long IDLE_PAUSE_NANOS = 500_000_000;
  private static final long STUCK_NANOS = 2_000_000_000;
  private static final long LAST_MESSAGES_NANOS = 100_000_000;
  private static final long POLL_NANOS = 1_000_000;
  private static final int MOST_REPLACEMENTS = 3;

  private final ErrorMessages source;
  private final AgentThreads factory;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;
  private volatile boolean last;

  MessageThreads(ErrorMessages source, AgentThreads factory) {
    this.source = source;
    this.factory = factory;
  }

  synchronized void startAnother() {
    int number = threads.size() + 1;
    Thread made = factory.asking("monitor-errors-" + number, new Asking(number));
    threads.add(made);
    made.start();
  }

  /** Asks until another thread takes its place. */
  private final class Asking implements Loop {
    private final int number;

    private Asking(int number) {
      this.number = number;
    }

    @Override
    public boolean isOver() {
      return stopped || number != current();
    }

    @Override
    public void turn() {
      boolean any = source.drain();
      if (!last) {
        Rest.nanos(any ? PAUSE_NANOS : IDLE_PAUSE_NANOS);
      } else if (!any) {
        Rest.nanos(POLL_NANOS);
      }
    }
  }

  private synchronized int current() {
    return threads.size();
  }

  /** Lets those that wait look what to do; one inside a host's method does so after it. */
  private synchronized void wake() {
    threads.forEach(LockSupport::unpark);
  }

  /** Replaces a thread that a host's exception holds; after a few, goes on without messages. */
  void look() {
    if (source.isStuck(STUCK_NANOS)) {
      if (current() < MOST_REPLACEMENTS) {
        source.giveUp();
        startAnother();
      } else {
        source.drainWithoutMessages();
      }
    }
  }

  /**
   * Has what is left at the end of the run asked, and waits shortly for it; what has no message by
   * then goes without.
   */
  void finish() {
    last = true;
    try {
      if (current() == 0) {
        // The run was over before the agent's own start.
        startAnother();
      }
      wake();
      long deadline = System.nanoTime() + LAST_MESSAGES_NANOS;
      while (!source.isDone() && System.nanoTime() < deadline) {
        Rest.nanos(POLL_NANOS);
      }
    } finally {
      source.drainWithoutMessages();
      last = false;
    }
  }

  void stop() {
    stopped = true;
    wake();
  }
}
