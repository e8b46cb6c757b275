package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A type of error with its count for each operation. Any thread; counts are atomic.
 *
 * <p>An exception's type is the binary name of its class, so classes that share a simple name stay
 * apart. A rule's type is its text.
 */
public final class ErrorType {
  private static final int PAGE = 64;

  private final String name;
  private final String simpleName;
  private final AtomicReferenceArray<AtomicLongArray> pages =
      new AtomicReferenceArray<>(OperationTable.CAPACITY / PAGE);

  ErrorType(String name) {
    this(name, name);
  }

  ErrorType(String name, String simpleName) {
    this.name = name;
    this.simpleName = simpleName;
  }

  /** The binary name of the exception's class, or a rule's text; unique among types. */
  public String name() {
    return name;
  }

  /** The name to show if no other type shares it; for a rule, its text. */
  public String simpleName() {
    return simpleName;
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

  /** The bytes that the counts and the names hold. */
  public long bytes() {
    long bytes = 250L + name.length() + simpleName.length();
    for (int page = 0; page < pages.length(); page++) {
      bytes += pages.getAcquire(page) == null ? 0 : 32 + 8L * PAGE;
    }
    return bytes;
  }

  /** The errors of this type in one operation so far. */
  public long countOf(int operation) {
    AtomicLongArray page = pages.getAcquire(operation / PAGE);
    return page == null ? 0 : page.get(operation % PAGE);
  }
}
