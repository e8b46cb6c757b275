package org.benchmonitor.bootstrap;

import java.lang.ref.WeakReference;

/**
 * An operation that has begun and waits for its end, or an end that waits for its start; the weak
 * reference to its key's object. Immutable but for {@code next}, which belongs to whoever has taken
 * it from the table.
 */
final class Pair extends WeakReference<Object> {
  final PairOperation of;
  final Worker worker;
  final int operation;
  final long ticks;

  /** Of an end: null for a success. */
  final Object failure;

  /** The hash of the key without its number. */
  final int group;

  final int hash;
  private final long number;
  private final boolean hasObject;
  private final Object value;
  private final Object rest;

  /** The next of those that one end has taken. */
  Pair next;

  private Pair(
      PairOperation of,
      Worker worker,
      int operation,
      long ticks,
      Object failure,
      int group,
      int hash,
      Object object,
      long number,
      Object rest) {
    super(PairKey.isValue(object) ? null : object);
    this.of = of;
    this.worker = worker;
    this.operation = operation;
    this.ticks = ticks;
    this.failure = failure;
    this.group = group;
    this.hash = hash;
    this.number = number;
    this.value = PairKey.isValue(object) ? object : null;
    this.hasObject = object != null;
    this.rest = rest;
  }

  /** An operation that has begun. */
  Pair(
      PairOperation of,
      Worker worker,
      int operation,
      long ticks,
      int group,
      int hash,
      Object object,
      long number,
      Object rest) {
    this(of, worker, operation, ticks, null, group, hash, object, number, rest);
  }

  /** An end that came first. */
  Pair(
      PairOperation of,
      long ticks,
      Object failure,
      int group,
      int hash,
      Object object,
      long number,
      Object rest) {
    this(of, null, -1, ticks, failure, group, hash, object, number, rest);
  }

  /** Stands for none. */
  Pair() {
    this(null, 0, null, 0, 0, null, 0, null);
  }

  /** Whether it is an end, which no worker has begun. */
  boolean isEnd() {
    return worker == null;
  }

  boolean isOf(
      PairOperation operations, int otherHash, Object object, long otherNumber, Object otherRest) {
    return hash == otherHash
        && number == otherNumber
        && of == operations
        && hasSame(object, otherRest);
  }

  /** Whether it is of the same group and not above a number. */
  boolean isUpTo(PairOperation operations, Object object, long highest, Object otherRest) {
    return number <= highest && of == operations && hasSame(object, otherRest);
  }

  private boolean hasSame(Object object, Object otherRest) {
    boolean same =
        value != null ? value.equals(object) : hasObject ? refersTo(object) : object == null;
    return same && PairKey.areSame(rest, otherRest);
  }

  /** Whether nobody has the key's object any more, so that no end can come. */
  boolean isOrphaned() {
    return hasObject && value == null && refersTo(null);
  }
}
