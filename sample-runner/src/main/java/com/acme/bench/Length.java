package com.acme.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The length of the measured part of a run: a number of operations or a time. */
record Length(OptionalLong operations, Optional<Duration> duration) {

  static Length ofOperations(long operations) {
    return new Length(OptionalLong.of(operations), Optional.empty());
  }

  static Length ofDuration(Duration duration) {
    return new Length(OptionalLong.empty(), Optional.of(duration));
  }

  /**
   * Shares the operations out evenly; the first workers take one more where that does not work out.
   *
   * @param worker the worker's index, from 0
   */
  long operationsOf(int worker, int workers) {
    if (operations.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long all = operations.getAsLong();
    return all / workers + (worker < all % workers ? 1 : 0);
  }

  /** When a measured part that began then is over at the latest. */
  long endNanos(long beginNanos) {
    return duration.map(time -> beginNanos + time.toNanos()).orElse(Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return duration
        .map(time -> time.toMillis() + " ms")
        .orElseGet(() -> operations.getAsLong() + " operations");
  }
}
