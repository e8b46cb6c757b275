package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A type of error with its count per operation; any thread, atomic. */
public final class ErrorType {
  private static final int PAGE = 64;

  private final String name;
  private final AtomicReferenceArray<AtomicLongArray> pages =
      new AtomicReferenceArray<>(Operations.CAPACITY / PAGE);

  ErrorType(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  void count(int operation) {
    AtomicLongArray page = pages.getAcquire(operation / PAGE);
    if (page == null) {
      AtomicLongArray fresh = new AtomicLongArray(PAGE);
      AtomicLongArray winner = pages.compareAndExchange(operation / PAGE, null, fresh);
      page = winner == null ? fresh : winner;
    }
    page.getAndIncrement(operation % PAGE);
  }

  /** The errors of this type in one operation so far. */
  public long countOf(int operation) {
    AtomicLongArray page = pages.getAcquire(operation / PAGE);
    return page == null ? 0 : page.get(operation % PAGE);
  }
}
