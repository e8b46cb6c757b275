package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The cumulative counters of one operation with one outcome, in {@link CellLayout}'s octaves. A
 * cell of failures also counts them by the number of their type. Never reset while the recording is
 * open.
 *
 * <p>An exclusive cell has one writer at a time, the thread that leases its {@link CellBlock}; it
 * uses a plain read and an opaque write. A shared cell has any number of writers and uses atomic
 * adds. Any number of threads read; they never stop a writer. Recording does not block, and
 * allocates only when a value first falls into an octave, or a type first comes to a page.
 *
 * <ol>
 *   <li>A counter only grows, so the difference of two reads is never negative.
 *   <li>An octave is published whole (release) before its first count. A reader that finds none
 *       reads zeros.
 *   <li>A reader may miss counts that are written while it reads; the next read has them.
 *   <li>A value whose octave has no room is counted in the shared cell of the same operation and
 *       outcome instead. Each value is counted in one cell, so their sum is exact. The same holds
 *       for a type whose page has no room.
 *   <li>A failure counts its value first and its type second, and the type with release. A reader
 *       that reads all types with acquire, and then all values, never finds more types than values.
 *   <li>Whatever a failure allocates for its type comes before its value is counted.
 * </ol>
 */
final class Cell {
  private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);
  // Octaves, and pages of types.
  private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle MIN = field("min");
  private static final VarHandle MAX = field("max");
  private static final int TYPE_BITS = 4;
  private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
  private static final int TYPE_PAGES = ErrorTable.MOST_TYPES >> TYPE_BITS;
  private static final long TYPE_PAGE_BYTES = 16 + (8L << TYPE_BITS);
  private static final long[][] NO_TYPES = new long[0][];

  private final int halfMagnitude;
  private final boolean shared;
  private final CellBlock block;
  private final int index;
  private final long[][] octaves;
  private final long[][] types;

  private long min = Long.MAX_VALUE;
  private long max;

  /**
   * Makes an empty cell.
   *
   * @param block that it is made for
   * @param index its place there
   * @param failed whether it counts failures, which have types
   */
  Cell(CellLayout layout, boolean shared, CellBlock block, int index, boolean failed) {
    this.halfMagnitude = layout.halfMagnitude();
    this.shared = shared;
    this.block = block;
    this.index = index;
    this.octaves = new long[layout.octaves()][];
    this.types = failed ? new long[TYPE_PAGES][] : NO_TYPES;
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
      // The only writer. The reader's copy is plain: that it has each long whole, and never an
      // older one than the copy before, rests on HotSpot and on coherence, see CellCounts.add.
      COUNTERS.setOpaque(counters, offset, counters[offset] + 1);
      if (nanos > max) {
        MAX.setOpaque(this, nanos);
      }
      if (nanos < min) {
        MIN.setOpaque(this, nanos);
      }
    }
  }

  /** Counts one failure: its value, and its type by {@link ErrorType#number}. */
  void fail(long nanos, int type) {
    long[] counts = types[type >> TYPE_BITS];
    if (counts == null) {
      failFirst(nanos, type);
      return;
    }
    record(nanos);
    count(counts, type);
  }

  private void failFirst(long nanos, int type) {
    Cell counting = counting(type);
    record(nanos);
    long[] counts = (long[]) PAGES.getAcquire(counting.types, type >> TYPE_BITS);
    if (counts != null) {
      counting.count(counts, type);
    }
  }

  private void count(long[] counts, int type) {
    int offset = type & TYPE_MASK;
    if (shared) {
      COUNTERS.getAndAdd(counts, offset, 1L);
    } else {
      // The only writer. Release: who sees this count sees the value's, which was written before.
      COUNTERS.setRelease(counts, offset, counts[offset] + 1);
    }
  }

  /** The cell that counts a type: this one, or the floor's where there is no room for a page. */
  private Cell counting(int type) {
    int page = type >> TYPE_BITS;
    if (types[page] == null) {
      if (!block.admits(TYPE_PAGE_BYTES)) {
        return block.floor(index).counting(type);
      }
      long[] fresh = new long[1 << TYPE_BITS];
      if (PAGES.compareAndExchange(types, page, (long[]) null, fresh) == null) {
        block.made(TYPE_PAGE_BYTES);
      }
    }
    return this;
  }

  /** Makes an octave, or returns null if there is no room for it. */
  private long[] grow(int octave) {
    long bytes = octaveBytes(halfMagnitude);
    if (!block.admits(bytes)) {
      return null;
    }
    long[] fresh = new long[1 << halfMagnitude];
    // compareAndExchange has volatile semantics: the zeroed array is visible before the reference.
    long[] winner = (long[]) PAGES.compareAndExchange(octaves, octave, (long[]) null, fresh);
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

  /** The bytes of a cell without any octave and type. */
  static long emptyBytes(CellLayout layout, boolean failed) {
    return 56 + arrayBytes(layout.octaves()) + (failed ? arrayBytes(TYPE_PAGES) : 0);
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
      long[] counters = (long[]) PAGES.getAcquire(octaves, octave);
      if (counters != null) {
        into.add(octave, counters);
      }
    }
    into.widen((long) MIN.getOpaque(this), (long) MAX.getOpaque(this));
  }

  /** Adds all failures so far to {@code into}, by the number of their type. */
  void addTypesTo(long[] into) {
    for (int page = 0; page < types.length; page++) {
      long[] counts = (long[]) PAGES.getAcquire(types, page);
      if (counts != null) {
        for (int offset = 0; offset < counts.length; offset++) {
          // Pairs with the release of the count.
          into[(page << TYPE_BITS) + offset] += (long) COUNTERS.getAcquire(counts, offset);
        }
      }
    }
  }

  /** Drops all counters; a late writer counts into new ones that nobody reads. */
  void clear() {
    for (int octave = 0; octave < octaves.length; octave++) {
      PAGES.setRelease(octaves, octave, (long[]) null);
    }
    for (int page = 0; page < types.length; page++) {
      PAGES.setRelease(types, page, (long[]) null);
    }
  }
}
