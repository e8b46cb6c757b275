package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operations of a recording that have begun in one method and end in another, by key.
 *
 * <p>Any thread of the host starts and ends; the sampler sweeps. Bounded. Rules:
 *
 * <ol>
 *   <li>A stripe is read and written only under its lock, which is held for a few comparisons, or
 *       for one growth; the sampler holds it for a bounded number of places at a time.
 *   <li>Under a lock runs nothing but these classes and final classes of the JDK: no code of the
 *       host, no rule, no clock, no waiting. So it cannot take part in a deadlock.
 *   <li>Whoever takes an entry out counts it. Taking is under the lock, so each operation is
 *       counted once, as an end, a failed start, a restart or given up.
 *   <li>An entry has one place and one stripe: that of its whole key, or of its key without the
 *       number if one end may end many.
 *   <li>Keys are held weakly unless they are values; no reference queue is used, so the host's
 *       threads never poll one.
 *   <li>A start that finds no room is counted as such and never waits.
 * </ol>
 */
final class PairTable {
  private static final int STRIPES = 64;
  private static final int FEWEST_PLACES = 16;

  /** How many places are looked at under one lock. */
  private static final int SWEEP = 128;

  private static final long BYTES_OF_ENTRY = 88;
  private static final long BYTES_OF_PLACE = 4;

  /** An entry has two places. */
  private static final long BYTES_OF_PAIR = BYTES_OF_ENTRY + 2 * BYTES_OF_PLACE;

  private static final int FEWEST = 4_096;
  private static final int MOST = 131_072;

  /** The share of the host's heap. */
  private static final long SHARE = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final int mostPlaces;
  private final AtomicInteger places = new AtomicInteger(STRIPES * FEWEST_PLACES);
  private volatile long oldestTicks = Long.MIN_VALUE;

  PairTable() {
    this(
        (int)
            Math.max(
                FEWEST, Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE / BYTES_OF_PAIR)));
  }

  /** A table for so many pairs, about. */
  PairTable(int pairs) {
    mostPlaces = 2 * pairs;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** The key has one of this kind already, which stays. */
  static final Pair AGAIN = new Pair();

  /** There is no room. */
  static final Pair BEYOND = new Pair();

  private Stripe stripe(PairOperation of, int groupHash, int hash) {
    return stripes[(of.isOrdered() ? groupHash : hash) & (STRIPES - 1)];
  }

  /**
   * Enters an operation that has begun, or an end that waits for one.
   *
   * @return null once it waits; {@link #AGAIN}; {@link #BEYOND}; or the one that had the key, which
   *     is taken out: of the other kind, and then neither waits any more, or an operation in whose
   *     place this one begins
   */
  Pair put(Pair pair, Object object, long number, Object rest) {
    return stripe(pair.of, pair.group, pair.hash).put(pair, object, number, rest);
  }

  /** Takes the operation of a key, or null; an end that waits there stays. */
  Pair take(PairOperation of, int groupHash, int hash, Object object, long number, Object rest) {
    return stripe(of, groupHash, hash).take(of, hash, object, number, rest);
  }

  /** Takes all operations of a group up to a number, linked by {@code next}; null if none. */
  Pair takeUpTo(PairOperation of, int groupHash, Object object, long number, Object rest) {
    return stripe(of, groupHash, groupHash).takeUpTo(of, object, number, rest);
  }

  /** Takes this entry out; false if somebody else has. */
  boolean remove(Pair pair) {
    return stripe(pair.of, pair.group, pair.hash).remove(pair);
  }

  /** The operations that have begun and not ended, as of now. */
  long count() {
    long count = 0;
    for (Stripe stripe : stripes) {
      count += stripe.started();
    }
    return count;
  }

  /** The bytes that it holds, about. */
  long bytes() {
    long entries = 0;
    for (Stripe stripe : stripes) {
      entries += stripe.size();
    }
    return entries * BYTES_OF_ENTRY + places.get() * BYTES_OF_PLACE;
  }

  /** The start of the oldest operation at the last sweep, or {@code Long.MIN_VALUE} for none. */
  long oldestTicks() {
    return oldestTicks;
  }

  /** Gives up what has waited too long, and looks for the oldest; one thread at a time. */
  void sweep(long now) {
    long oldest = Long.MIN_VALUE;
    for (Stripe stripe : stripes) {
      for (int from = 0; from >= 0; ) {
        from = stripe.sweep(from, now);
        long here = stripe.oldest;
        if (here != Long.MIN_VALUE && (oldest == Long.MIN_VALUE || here - oldest < 0)) {
          oldest = here;
        }
      }
    }
    oldestTicks = oldest;
  }

  /** Forgets everything. */
  void clear() {
    for (Stripe stripe : stripes) {
      stripe.clear();
    }
  }

  /** One lock's share: open addressing with linear probing, entries moved back on removal. */
  private final class Stripe {
    private Pair[] slots = new Pair[FEWEST_PLACES];
    private int size;
    private int ends;

    /** Of the places last swept. */
    private long oldest = Long.MIN_VALUE;

    synchronized int size() {
      return size;
    }

    synchronized int started() {
      return size - ends;
    }

    synchronized Pair put(Pair pair, Object object, long number, Object rest) {
      int at = find(pair.of, pair.hash, object, number, rest);
      Pair there = slots[at];
      if (there != null && there.isEnd() == pair.isEnd()) {
        if (pair.isEnd() || !pair.of.restarts()) {
          return AGAIN;
        }
        slots[at] = pair;
        return there;
      }
      if (there != null) {
        removeAt(at);
        return there;
      }
      if (2 * (size + 1) > slots.length) {
        if (!grow()) {
          return BEYOND;
        }
        at = free(pair.hash);
      }
      slots[at] = pair;
      size++;
      ends += pair.isEnd() ? 1 : 0;
      return null;
    }

    synchronized Pair take(PairOperation of, int hash, Object object, long number, Object rest) {
      int at = find(of, hash, object, number, rest);
      Pair found = slots[at];
      if (found == null || found.isEnd()) {
        return null;
      }
      removeAt(at);
      return found;
    }

    synchronized Pair takeUpTo(PairOperation of, Object object, long number, Object rest) {
      Pair taken = null;
      for (int i = 0; i < slots.length; ) {
        Pair there = slots[i];
        if (there != null && !there.isEnd() && there.isUpTo(of, object, number, rest)) {
          // Another may have moved here.
          removeAt(i);
          there.next = taken;
          taken = there;
        } else {
          i++;
        }
      }
      return taken;
    }

    @SuppressWarnings("ReferenceEquality")
    synchronized boolean remove(Pair pair) {
      for (int i = pair.hash & (slots.length - 1); slots[i] != null; i = next(i)) {
        if (slots[i] == pair) {
          removeAt(i);
          return true;
        }
      }
      return false;
    }

    /** Looks at some places; returns where to go on, or -1 at the end. */
    synchronized int sweep(int from, long now) {
      int to = Math.min(slots.length, from + SWEEP);
      oldest = Long.MIN_VALUE;
      for (int i = from; i < to; ) {
        Pair there = slots[i];
        if (there != null && isOver(there, now)) {
          removeAt(i);
          giveUp(there);
        } else {
          if (there != null
              && !there.isEnd()
              && (oldest == Long.MIN_VALUE || there.ticks - oldest < 0)) {
            oldest = there.ticks;
          }
          i++;
        }
      }
      return to < slots.length ? to : -1;
    }

    private boolean isOver(Pair pair, long now) {
      return pair.isOrphaned() || Clock.toNanos(now - pair.ticks) > pair.of.timeoutNanos();
    }

    private void giveUp(Pair pair) {
      if (pair.isEnd()) {
        pair.of.countWithoutStart();
      } else {
        pair.of.countNeverEnded();
      }
    }

    synchronized void clear() {
      places.addAndGet(FEWEST_PLACES - slots.length);
      slots = new Pair[FEWEST_PLACES];
      size = 0;
      ends = 0;
    }

    /** The place of the key's entry, or the free one where it would be. */
    private int find(PairOperation of, int hash, Object object, long number, Object rest) {
      int i = hash & (slots.length - 1);
      while (slots[i] != null && !slots[i].isOf(of, hash, object, number, rest)) {
        i = next(i);
      }
      return i;
    }

    private int free(int hash) {
      int i = hash & (slots.length - 1);
      while (slots[i] != null) {
        i = next(i);
      }
      return i;
    }

    private int next(int i) {
      return (i + 1) & (slots.length - 1);
    }

    /** Takes an entry out and moves back those behind it that are not in their own place. */
    private void removeAt(int at) {
      size--;
      ends -= slots[at].isEnd() ? 1 : 0;
      int gap = at;
      slots[gap] = null;
      for (int i = next(gap); slots[i] != null; i = next(i)) {
        int home = slots[i].hash & (slots.length - 1);
        if (((i - home) & (slots.length - 1)) >= ((i - gap) & (slots.length - 1))) {
          slots[gap] = slots[i];
          slots[i] = null;
          gap = i;
        }
      }
    }

    /** Doubles the places, unless all stripes together have as many as there may be. */
    private boolean grow() {
      int more = slots.length;
      if (places.addAndGet(more) > mostPlaces) {
        places.addAndGet(-more);
        return false;
      }
      Pair[] before = slots;
      Pair[] larger;
      try {
        larger = new Pair[2 * more];
      } catch (OutOfMemoryError noRoom) {
        places.addAndGet(-more);
        return false;
      }
      slots = larger;
      for (Pair pair : before) {
        if (pair != null) {
          slots[free(pair.hash)] = pair;
        }
      }
      return true;
    }
  }
}
