package com.acme.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says once, to any number of threads, that the run is to end early. */
final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  void give() {
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Sleeps for the given time or until the signal, whichever comes first.
   *
   * @return whether the signal was given
   */
  boolean sleep(long nanos) throws InterruptedException {
    return given.await(nanos, TimeUnit.NANOSECONDS);
  }
}
