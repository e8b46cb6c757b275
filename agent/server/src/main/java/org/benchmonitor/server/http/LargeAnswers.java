package org.benchmonitor.server.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rests;

/**
 * Lets large answers be made and sent with rests, one piece at a time, so that the host feels
 * little of them and many clients are felt like one.
 *
 * <p>Two at most are under way, and their pieces alternate, so that a long one does not hold up a
 * short one. A rest belongs to the turn: the host has one after each piece, whosever it was.
 *
 * <p>Called by the threads that answer. A few wait for a place; more than that are refused at once,
 * so that those who wait never take all threads from the small answers.
 */
public final class LargeAnswers {
  static final int TOGETHER = 2;
  static final int MOST_WAITING = 3;
  private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

  /** A piece with its rest takes some milliseconds where every core is busy. */
  private static final long LONGEST_PIECE_NANOS = 20_000_000;

  /** How often who waits looks whether any are made at all. */
  private static final long LOOK_NANOS = 50_000_000;

  private final Semaphore places = new Semaphore(TOGETHER, /* fair= */ true);
  private final AtomicInteger waiting = new AtomicInteger();
  private final PieceTurn pieces;
  private final Rests rests;
  private volatile boolean allowed = true;
  private volatile boolean hurried;

  public LargeAnswers() {
    this(Rests.REAL);
  }

  /** Makes it with rests other than of real time. */
  public LargeAnswers(Rests rests) {
    this(rests, LONGEST_PIECE_NANOS);
  }

  LargeAnswers(Rests rests, long longestPieceNanos) {
    this.rests = rests;
    this.pieces = new PieceTurn(longestPieceNanos);
  }

  /** The pace of an answer that is not large, which begins now; for the thread that makes it. */
  public Pace pace() {
    return new Pace(new HurriedRests());
  }

  /** Rests until there is no time for it any more. */
  private class HurriedRests implements Rests {
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

  /** A place for a large answer; for the thread that makes it. */
  public final class Place implements AutoCloseable {
    private Place() {}

    /** Waits until its first piece may be made, and returns its pace. */
    public Pace begin() {
      if (!hurried) {
        pieces.take();
      }
      return new Pace(new TakenTurns());
    }

    /** Ends the answer. */
    @Override
    public void close() {
      pieces.give();
      places.release();
    }
  }

  /** Rests, and lets another answer make a piece before the next one. */
  private final class TakenTurns extends HurriedRests {
    @Override
    public void rest(long nanos) {
      super.rest(nanos);
      if (!hurried) {
        pieces.pass();
      }
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
   * Waits for a place for a large answer.
   *
   * @throws HttpError 503 if others are under way for too long, or the host has no room
   */
  public Place enter() {
    // First: a place that is taken and then not returned would be lost.
    Place place = new Place();
    if (!allowed) {
      throw noRoom();
    }
    if (!entersWithin(0) && !waits()) {
      throw allowed ? busy() : noRoom();
    }
    if (!allowed) {
      places.release();
      throw noRoom();
    }
    return place;
  }

  private boolean entersWithin(long nanos) {
    try {
      return places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException byTheHost) {
      return false;
    }
  }

  private boolean waits() {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
      while (allowed && System.nanoTime() < deadline) {
        if (entersWithin(LOOK_NANOS)) {
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
        503, "busy", "other large answers are being made", "ask again, or for a shorter range");
  }

  private static HttpError noRoom() {
    return new HttpError(
        503,
        "no_room",
        "the host's memory is nearly full; no large answers are made",
        "ask for a shorter range, or again later");
  }
}
