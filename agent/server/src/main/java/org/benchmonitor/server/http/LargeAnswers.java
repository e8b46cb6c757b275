package org.benchmonitor.server.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.Rests;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time make and send a large answer, with rests, so that the host feels little
 * of it and many clients are felt like one.
 *
 * <p>Called by the threads that answer. A few wait for their turn; more than that are refused at
 * once, so that those who wait never take all threads from the small answers.
 */
public final class LargeAnswers {
  private static final int MOST_WAITING = 4;
  private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;
  private static final long POLL_NANOS = 5_000_000;

  private final AtomicReference<@Nullable Thread> busy = new AtomicReference<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Rests rests;
  private volatile boolean allowed = true;
  private volatile boolean hurried;

  public LargeAnswers() {
    this(Rests.REAL);
  }

  /** Makes it with rests other than of real time. */
  public LargeAnswers(Rests rests) {
    this.rests = rests;
  }

  /** The pace of one answer, which begins now; for the thread that makes it. */
  public Pace pace() {
    return new Pace(new Resting());
  }

  /** Rests until there is no time for it any more. */
  private final class Resting implements Rests {
    @Override
    public void rest(long nanos) {
      if (!hurried) {
        rests.rest(nanos);
      }
    }

    @Override
    public long nanoTime() {
      return rests.nanoTime();
    }
  }

  /** From now on no answer rests: the server is about to close. */
  public void hurry() {
    hurried = true;
  }

  /** Whether any are made; while the host's memory is short, none are. */
  public void allow(boolean any) {
    allowed = any;
  }

  /**
   * Begins a large answer; the same thread calls {@link #leave} once it is sent.
   *
   * @throws HttpError 503 if others are under way for too long, or the host has no room
   */
  public void enter() {
    if (!allowed) {
      throw noRoom();
    }
    if (!tryEnter() && !waits()) {
      throw allowed ? busy() : noRoom();
    }
    if (!allowed) {
      leave();
      throw noRoom();
    }
  }

  private boolean tryEnter() {
    Thread self = Thread.currentThread();
    return self.equals(busy.get()) || busy.compareAndSet(null, self);
  }

  private boolean waits() {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
      while (allowed && System.nanoTime() < deadline) {
        Rest.nanos(POLL_NANOS);
        if (tryEnter()) {
          return true;
        }
      }
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static HttpError busy() {
    return new HttpError(
        503, "busy", "another large answer is being made", "ask again, or for a shorter range");
  }

  private static HttpError noRoom() {
    return new HttpError(
        503,
        "no_room",
        "the host's memory is nearly full; no large answers are made",
        "ask for a shorter range, or again later");
  }

  /** Ends the calling thread's large answer, if it makes one. */
  public void leave() {
    busy.compareAndSet(Thread.currentThread(), null);
  }
}
