package com.acme.bench;

import java.util.SplittableRandom;

/**
 * The endless sequence of operations of one worker: a pure function of its random source, the mix
 * and the error rate, whatever the database holds. One thread.
 */
final class Choices {
  /** Timeouts cost their waiting time, so conflicts are the more frequent of the two. */
  private static final double TIMEOUTS_AMONG_ERRORS = 0.2;

  private final SplittableRandom random;
  private final Mix mix;
  private final double errorRate;

  Choices(SplittableRandom random, Mix mix, double errorRate) {
    this.random = random;
    this.mix = mix;
    this.errorRate = errorRate;
  }

  Choice next() {
    OperationType type = mix.choose(random);
    return new Choice(type, type == OperationType.UPDATE ? fault() : Fault.NONE);
  }

  private Fault fault() {
    if (random.nextDouble() >= errorRate) {
      return Fault.NONE;
    }
    return random.nextDouble() < TIMEOUTS_AMONG_ERRORS ? Fault.LOCKED_ROW : Fault.STALE_VERSION;
  }

  record Choice(OperationType type, Fault fault) {}
}
