package com.acme.bench;

import java.time.Duration;

/**
 * Calls that stand still, as those of a system under test now and then do.
 *
 * @param length for how long
 * @param every of each worker's calls, one in so many
 */
record Stalls(Duration length, long every) {
  static final Stalls NONE = new Stalls(Duration.ZERO, Long.MAX_VALUE);

  /** Whether the call with this number, from 1, stands still. */
  boolean isDue(long call) {
    return call % every == 0;
  }
}
