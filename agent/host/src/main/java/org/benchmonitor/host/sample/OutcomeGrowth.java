package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.PackedCounts;

/** What one kind of an operation has counted between two reads of its cells; immutable. */
record OutcomeGrowth(PackedCounts then, PackedCounts now) {
  /** The number of values. */
  long count() {
    return now.total() - then.total();
  }

  /** The bytes that both reads hold. */
  long bytes() {
    return then.bytes() + now.bytes();
  }

  /** Whether it is between the same two reads, or ones without a change between them. */
  @SuppressWarnings("ReferenceEquality") // what has not changed is the same object
  boolean isSame(PackedCounts otherThen, PackedCounts otherNow) {
    return then == otherThen && now == otherNow;
  }
}
