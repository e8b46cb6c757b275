package org.benchmonitor.host.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall time of each reading of the monotonic clock: the one axis on which all times of a run
 * lie. One thread at a time corrects it, any thread reads.
 *
 * <p>Rules:
 *
 * <ol>
 *   <li>A reading keeps its wall time. Corrections begin at a reading and hold from there on.
 *   <li>A small difference to the system's clock is slewed away, at most {@link #FASTEST}.
 *   <li>Where the system's clock has gone ahead by {@link #STEP_NANOS} or more, because it was set
 *       or because the machine slept, the wall time goes there at once.
 *   <li>It never goes back. Where the system's clock was set back, it stays ahead and is slewed.
 *   <li>Only {@link #restart}, between two runs, takes the system's clock as it is.
 * </ol>
 *
 * <p>The last {@link #MOST_PIECES} corrections are kept, so that what happened before one and is
 * told after it still gets its own time.
 */
final class WallTime {
  static final long STEP_NANOS = 1_000_000_000;

  /** The share by which the wall time may run faster or slower; NTP's limit. */
  static final double FASTEST = 0.0005;

  static final int MOST_PIECES = 64;

  /** Below this, a reading of two clocks one after the other tells no difference. */
  private static final long LEAST_NANOS = 1_000_000;

  /** The wall time from one reading on; {@code wallNanos} is since the epoch. */
  private record Piece(long fromNanos, long wallNanos, double slew) {
    long at(long nanos) {
      long since = nanos - fromNanos;
      return wallNanos + since + Math.round(since * slew);
    }
  }

  /** Oldest first, never empty; replaced as a whole. */
  private volatile List<Piece> pieces;

  private long followedNanos;
  private long behindNanos;

  /**
   * Makes the axis.
   *
   * @param nanos a reading of the monotonic clock
   * @param system the system's clock at that reading
   */
  WallTime(long nanos, Instant system) {
    this.pieces = List.of(new Piece(nanos, nanosOf(system), 0));
    this.followedNanos = nanos;
  }

  Instant of(long nanos) {
    List<Piece> known = pieces;
    int at = known.size() - 1;
    while (at > 0 && known.get(at).fromNanos > nanos) {
      at--;
    }
    Piece piece = known.get(at);
    // Before the first piece there was no correction that is still known.
    long wall =
        nanos < piece.fromNanos ? piece.wallNanos + nanos - piece.fromNanos : piece.at(nanos);
    return Instant.EPOCH.plusNanos(wall);
  }

  /**
   * Corrects the wall time of all readings from {@code nanos} on.
   *
   * @param nanos at least that of the last correction
   * @param system the system's clock at that reading
   * @return a step of the system's clock since the last correction, or null
   */
  @Nullable ClockStep follow(long nanos, Instant system) {
    Piece last = pieces.get(pieces.size() - 1);
    long wall = last.at(nanos);
    long behind = nanosOf(system) - wall;
    long step = behind - behindNanos;
    boolean jumps = behind >= STEP_NANOS;
    if (jumps) {
      add(new Piece(nanos, nanosOf(system), 0));
    } else {
      double slew = slew(behind, nanos - followedNanos);
      if (slew != last.slew) {
        add(new Piece(nanos, wall, slew));
      }
    }
    followedNanos = nanos;
    behindNanos = jumps ? 0 : behind;
    return Math.abs(step) < STEP_NANOS ? null : new ClockStep(step, -behindNanos);
  }

  /** As fast as allowed, unless that would lead beyond the system's clock until the next time. */
  private static double slew(long behind, long usualNanos) {
    long reached = Math.max(LEAST_NANOS, Math.round(usualNanos * FASTEST));
    return Math.abs(behind) <= reached ? 0 : behind < 0 ? -FASTEST : FASTEST;
  }

  /** Takes the system's clock as it is, also if that is earlier. */
  void restart(long nanos, Instant system) {
    add(new Piece(nanos, nanosOf(system), 0));
    followedNanos = nanos;
    behindNanos = 0;
  }

  private void add(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    if (more.size() == MOST_PIECES) {
      more.remove(0);
    }
    more.add(piece);
    pieces = List.copyOf(more);
  }

  private static long nanosOf(Instant instant) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
  }
}
