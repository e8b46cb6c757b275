package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The cumulative counters of one operation with one outcome, in {@link CellLayout}'s octaves. Never
 * reset while the recording is open.
 *
 * <p>An exclusive cell has one writer at a time, the thread that leases its {@link CellBlock}; it
 * uses a plain read and an opaque write. A shared cell has any number of writers and uses atomic
 * adds. Any number of threads read; they never stop a writer. Recording does not block, and
 * allocates only when a value first falls into an octave.
 *
 * <ol>
 *   <li>A counter only grows, so the difference of two reads is never negative.
 *   <li>An octave is published whole (release) before its first count. A reader that finds none
 *       reads zeros.
 *   <li>A reader may miss counts that are written while it reads; the next read has them.
 *   <li>A value whose octave has no room is counted in the shared cell of the same operation and
 *       outcome instead. Each value is counted in one cell, so their sum is exact.
 * </ol>
 */
final class Cell {
  private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle OCTAVES = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle MIN = field("min");
  private static final VarHandle MAX = field("max");

  private final int halfMagnitude;
  private final boolean shared;
  private final CellBlock block;
  private final int index;
  private final long[][] octaves;

  private long min = Long.MAX_VALUE;
  private long max;

  /**
   * Makes an empty cell.
   *
   * @param block that it is made for
   * @param index its place there
   */
  Cell(CellLayout layout, boolean shared, CellBlock block, int index) {
    this.halfMagnitude = layout.halfMagnitude();
    this.shared = shared;
    this.block = block;
    this.index = index;
    this.octaves = new long[layout.octaves()][];
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(Cell.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Counts one value of 0 to {@link CellLayout#HIGHEST} nanoseconds. */
  void record(long nanos) {
    // Constants let the JIT fold the layout's arithmetic; a field costs a sixth of a call.
    if (halfMagnitude == CellLayout.HALF_MAGNITUDE_OF_2_DIGITS) {
      record(nanos, CellLayout.HALF_MAGNITUDE_OF_2_DIGITS);
    } else {
      record(nanos, CellLayout.HALF_MAGNITUDE_OF_3_DIGITS);
    }
  }

  private void record(long nanos, int half) {
    int octave = CellLayout.octave(nanos, half);
    long[] counters = octaves[octave];
    if (counters == null) {
      counters = grow(octave);
      if (counters == null) {
        block.floor(index).record(nanos);
        return;
      }
    }
    int offset = CellLayout.offset(nanos, half);
    if (shared) {
      COUNTERS.getAndAdd(counters, offset, 1L);
      widenShared(nanos);
    } else {
      // The only writer: the plain read and opaque write pair with the reader's getOpaque.
      COUNTERS.setOpaque(counters, offset, counters[offset] + 1);
      if (nanos > max) {
        MAX.setOpaque(this, nanos);
      }
      if (nanos < min) {
        MIN.setOpaque(this, nanos);
      }
    }
  }

  /** Makes an octave, or returns null if there is no room for it. */
  private long[] grow(int octave) {
    long bytes = octaveBytes(halfMagnitude);
    if (!block.admits(bytes)) {
      return null;
    }
    long[] fresh = new long[1 << halfMagnitude];
    // compareAndExchange has volatile semantics: the zeroed array is visible before the reference.
    long[] winner = (long[]) OCTAVES.compareAndExchange(octaves, octave, (long[]) null, fresh);
    if (winner != null) {
      return winner;
    }
    // After it is in use: what fails for lack of memory is not held.
    block.made(bytes);
    return fresh;
  }

  private static long octaveBytes(int halfMagnitude) {
    return 16 + (8L << halfMagnitude);
  }

  /** The bytes of a cell without any octave. */
  static long emptyBytes(CellLayout layout) {
    return 48 + arrayBytes(layout.octaves());
  }

  private static long arrayBytes(int references) {
    return 16 + (4L * references + 7) / 8 * 8;
  }

  /** Whether it was made for this block; others only refer to it. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(CellBlock other) {
    return block == other;
  }

  private void widenShared(long nanos) {
    long seen = (long) MAX.getOpaque(this);
    while (nanos > seen && !MAX.weakCompareAndSetPlain(this, seen, nanos)) {
      seen = (long) MAX.getOpaque(this);
    }
    seen = (long) MIN.getOpaque(this);
    while (nanos < seen && !MIN.weakCompareAndSetPlain(this, seen, nanos)) {
      seen = (long) MIN.getOpaque(this);
    }
  }

  /** Adds all counts so far to {@code into}. */
  void addTo(CellCounts into) {
    for (int octave = 0; octave < octaves.length; octave++) {
      long[] counters = (long[]) OCTAVES.getAcquire(octaves, octave);
      if (counters != null) {
        into.add(octave, counters);
      }
    }
    into.widen((long) MIN.getOpaque(this), (long) MAX.getOpaque(this));
  }

  /** Drops all counters; a late writer counts into new ones that nobody reads. */
  void clear() {
    for (int octave = 0; octave < octaves.length; octave++) {
      OCTAVES.setRelease(octaves, octave, (long[]) null);
    }
  }
}
