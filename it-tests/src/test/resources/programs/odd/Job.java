package com.acme.odd;

import java.util.concurrent.atomic.AtomicInteger;

/** Operates 25 times; the fifth of five operations fails. */
public class Job implements Runnable {
  private static final AtomicInteger DONE = new AtomicInteger();

  static int done() {
    return DONE.get();
  }

  @Override
  public void run() {
    for (int i = 0; i < 25; i++) {
      try {
        operation(i);
      } catch (IllegalStateException onPurpose) {
        // The fifth of five.
      }
    }
  }

  int operation(int i) {
    DONE.incrementAndGet();
    if (i % 5 == 4) {
      throw new IllegalStateException("the fifth");
    }
    return i;
  }
}
