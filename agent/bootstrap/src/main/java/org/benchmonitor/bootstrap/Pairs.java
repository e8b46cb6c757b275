package org.benchmonitor.bootstrap;

/**
 * Starts and ends, once it is known whose. Any thread of the host; never blocks.
 *
 * <p>The host's own methods are called between two looks at the table, never inside of one.
 */
final class Pairs {
  private Pairs() {}

  /** Begins an operation with a key of one part, or of an object and a number. */
  static Pair start(
      Site site, Worker worker, int operation, long ticks, Object object, long number) {
    PairSite pairs = site.pairs();
    if (pairs.hasNumberOnly()) {
      return put(pairs.of(), worker, operation, ticks, null, number, null);
    }
    Object part = part(pairs, object);
    if (part == null) {
      return null;
    }
    if (part instanceof Long whole && !pairs.hasTwoParts()) {
      return put(pairs.of(), worker, operation, ticks, null, whole, null);
    }
    if (pairs.of().isOrdered() && !pairs.hasTwoParts()) {
      pairs.of().countWithoutKey();
      return null;
    }
    return put(pairs.of(), worker, operation, ticks, part, number, null);
  }

  /** Begins an operation with a key of any parts. */
  static Pair startOf(Site site, Worker worker, int operation, long ticks, Object[] values) {
    PairSite pairs = site.pairs();
    Key key = key(pairs, values);
    return key == null
        ? null
        : put(pairs.of(), worker, operation, ticks, key.object, key.number, key.rest);
  }

  private static Pair put(
      PairOperation of,
      Worker worker,
      int operation,
      long ticks,
      Object object,
      long number,
      Object rest) {
    PairTable table = worker.recording().pairs();
    int group = PairKey.groupHash(of, object, rest);
    int hash = PairKey.hash(group, number);
    Pair pair = new Pair(of, worker, operation, ticks, group, hash, object, number, rest);
    Pair before = table.put(pair, object, number, rest);
    if (before == null) {
      return pair;
    }
    if (before == PairTable.AGAIN) {
      of.countAgain();
      return null;
    }
    if (before == PairTable.BEYOND) {
      of.countBeyond();
      return null;
    }
    if (before.isEnd()) {
      complete(pair, before.ticks, before.failure);
      return null;
    }
    of.countAgain();
    of.countNeverEnded();
    return pair;
  }

  /** Ends the operation of a key of one part, or of an object and a number. */
  static void end(
      Site site, PairTable table, long ticks, Object object, long number, Object outcome) {
    PairSite pairs = site.pairs();
    Object part = null;
    long key = number;
    if (!pairs.hasNumberOnly()) {
      part = part(pairs, object);
      if (part == null) {
        return;
      }
      if (part instanceof Long whole && !pairs.hasTwoParts()) {
        key = whole;
        part = null;
      }
    }
    int group = PairKey.groupHash(pairs.of(), part, null);
    int hash = PairKey.hash(group, key);
    Pair pair = table.take(pairs.of(), group, hash, part, key, null);
    if (pair != null) {
      complete(pair, ticks, outcome(site, outcome));
    } else if (pairs.of().awaitsStarts()) {
      endFirst(pairs.of(), table, ticks, outcome(site, outcome), group, hash, part, key, null);
    } else {
      pairs.of().countWithoutStart();
    }
  }

  /** Ends the operation of a key of any parts, or all up to it. */
  static void endOf(Site site, PairTable table, long ticks, Object[] values) {
    PairSite pairs = site.pairs();
    Key key = applies(site, values) ? key(pairs, values) : null;
    if (key == null) {
      return;
    }
    int group = PairKey.groupHash(pairs.of(), key.object, key.rest);
    int hash = PairKey.hash(group, key.number);
    Pair pair =
        pairs.isUpTo()
            ? table.takeUpTo(pairs.of(), group, key.object, key.number, key.rest)
            : table.take(pairs.of(), group, hash, key.object, key.number, key.rest);
    boolean isFirst = pair == null && !pairs.isUpTo();
    if (isFirst && !pairs.of().awaitsStarts()) {
      pairs.of().countWithoutStart();
      return;
    }
    Object failure = outcomeOf(site, values);
    if (isFirst) {
      endFirst(pairs.of(), table, ticks, failure, group, hash, key.object, key.number, key.rest);
    }
    while (pair != null) {
      Pair next = pair.next;
      pair.next = null;
      complete(pair, ticks, failure);
      pair = next;
    }
  }

  /** An end whose operation has not begun, as far as is known. */
  private static void endFirst(
      PairOperation of,
      PairTable table,
      long ticks,
      Object failure,
      int group,
      int hash,
      Object object,
      long number,
      Object rest) {
    Pair end = new Pair(of, ticks, failure, group, hash, object, number, rest);
    Pair start = table.put(end, object, number, rest);
    if (start == PairTable.AGAIN) {
      of.countWithoutStart();
    } else if (start == PairTable.BEYOND) {
      of.countBeyond();
    } else if (start != null) {
      complete(start, ticks, failure);
    }
  }

  private static Object outcome(Site site, Object value) {
    try {
      return site.pairs().hasOutcome() ? site.pairs().rules().failure(value) : null;
    } catch (Throwable failed) {
      site.countRuleFailure();
      return null;
    }
  }

  static Object outcomeOf(Site site, Object[] values) {
    try {
      return site.pairs().hasOutcome() ? site.pairs().rules().failure(values) : null;
    } catch (Throwable failed) {
      site.countRuleFailure();
      return null;
    }
  }

  static void complete(Pair pair, long ticks, Object failure) {
    long nanos = Clock.toNanos(ticks - pair.ticks);
    Completions.elsewhere(pair.worker, pair.operation, nanos, failure);
  }

  // Keys.

  /** A key's only part, or its object; null, counted, if there is none. */
  private static Object part(PairSite pairs, Object value) {
    Object part = null;
    try {
      part = pairs.hasPath() ? pairs.rules().part(value) : value;
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      // The host's own methods are on the path.
      part = null;
    }
    if (part == null) {
      pairs.of().countWithoutKey();
    }
    return PairKey.normal(part);
  }

  private static Object part(PairSite pairs, int index, Object[] values) {
    try {
      return pairs.rules().part(index, values);
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static boolean applies(Site site, Object[] values) {
    try {
      return site.pairs().rules().applies(values);
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      site.countRuleFailure();
      return false;
    }
  }

  /** A key in its one form. */
  private record Key(Object object, long number, Object rest) {}

  private static Key key(PairSite pairs, Object[] values) {
    int parts = pairs.rules().parts();
    Object[] normal = new Object[parts];
    for (int i = 0; i < parts; i++) {
      normal[i] = PairKey.normal(part(pairs, i, values));
      if (normal[i] == null) {
        pairs.of().countWithoutKey();
        return null;
      }
    }
    boolean hasNumber = normal[parts - 1] instanceof Long;
    if (pairs.of().isOrdered() && !hasNumber) {
      pairs.of().countWithoutKey();
      return null;
    }
    int objects = hasNumber ? parts - 1 : parts;
    long number = hasNumber ? (Long) normal[parts - 1] : 0;
    return new Key(objects == 0 ? null : normal[0], number, rest(normal, objects));
  }

  private static Object rest(Object[] parts, int objects) {
    if (objects < 2) {
      return null;
    }
    if (objects == 2) {
      return parts[1];
    }
    Object[] rest = new Object[objects - 1];
    System.arraycopy(parts, 1, rest, 0, rest.length);
    return rest;
  }
}
