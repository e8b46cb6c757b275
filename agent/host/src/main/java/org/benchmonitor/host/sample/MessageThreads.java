package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;

/**
 * The threads that ask exceptions for their messages; one at a time, replaced when stuck. No other
 * thread of the agent calls an exception of the host's.
 */
final class MessageThreads {
  private static final long PAUSE_NANOS = 1_000_000_000;

  /** Where errors come so fast that the ring would be full before that. */
  private static final long BUSY_PAUSE_NANOS = 200_000_000;

  private static final int BUSY = 40;
  private static final long STUCK_NANOS = 2_000_000_000;
  private static final long LAST_MESSAGES_NANOS = 100_000_000;
  private static final long POLL_NANOS = 1_000_000;
  // Seldom: some JVMs print a line for each thread that the system refuses.
  private static final long RETRY_NANOS = 10_000_000_000L;
  private static final int MOST_REPLACEMENTS = 3;

  /** Starts a thread that asks the host; throws what its start throws. */
  interface Starter {
    Thread start(String name, Loop loop);
  }

  private final ErrorMessages source;
  private final Starter starter;
  private final LongSupplier nanoTime;
  private final List<Thread> threads = new ArrayList<>();
  private long refusedNanos;
  private boolean refused;
  private volatile boolean stopped;
  private volatile boolean last;
  private volatile boolean nobodyAsks;

  MessageThreads(ErrorMessages source, Starter starter, LongSupplier nanoTime) {
    this.source = source;
    this.starter = starter;
    this.nanoTime = nanoTime;
  }

  /** Starts a thread if there is none or the newest has died; never throws. */
  synchronized void ensureOne() {
    int newest = threads.size() - 1;
    boolean dead = newest >= 0 && !threads.get(newest).isAlive();
    if (dead) {
      source.giveUp();
      threads.remove(newest);
    }
    if ((dead || newest < 0) && !stopped) {
      startAnother();
    }
  }

  /** Starts a thread in place of the newest; if the system refuses, waits long before a retry. */
  synchronized void startAnother() {
    if (refused && nanoTime.getAsLong() - refusedNanos < RETRY_NANOS) {
      return;
    }
    int number = threads.size() + 1;
    try {
      // Added after its start; until then it waits for this lock to know its place.
      threads.add(starter.start("monitor-errors-" + number, new Asking(number)));
      refused = false;
    } catch (Throwable noThread) {
      refused = true;
      refusedNanos = nanoTime.getAsLong();
      nobodyAsks = true;
    }
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
      nobodyAsks = false;
      int asked = source.drain();
      if (!last) {
        Rest.nanos(asked < BUSY ? PAUSE_NANOS : BUSY_PAUSE_NANOS);
      } else if (asked == 0) {
        Rest.nanos(POLL_NANOS);
      }
    }
  }

  private synchronized int current() {
    return threads.size();
  }

  /** Wakes threads that wait; one inside a host's method looks again after it. */
  private synchronized void wake() {
    threads.forEach(LockSupport::unpark);
  }

  /**
   * Replaces a thread that is dead or held by a host's exception. After a few, or where none can be
   * started, goes on without messages until one is back.
   */
  void look() {
    ensureOne();
    if (source.isStuck(STUCK_NANOS)) {
      if (current() < MOST_REPLACEMENTS) {
        source.giveUp();
        startAnother();
      } else {
        nobodyAsks = true;
      }
    }
    if (nobodyAsks) {
      source.drainWithoutMessages();
    }
  }

  /**
   * Asks for the remaining messages at the end of the run and waits shortly for them; errors still
   * without one are listed without.
   */
  void finish() {
    last = true;
    try {
      // The run may end before the agent's own start.
      ensureOne();
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
