package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A type of error with its count per operation; any thread, atomic.
 *
 * <p>An exception's is known by the binary name of its class, so that two classes of one simple
 * name are two types; what a rule has found is known by its text.
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

  /** The binary name of the exception's class, or a rule's text; no other type has it. */
  public String name() {
    return name;
  }

  /** What to show where no other type has the same; a rule's text is its own. */
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

  /** The errors of this type in one operation so far. */
  public long countOf(int operation) {
    AtomicLongArray page = pages.getAcquire(operation / PAGE);
    return page == null ? 0 : page.get(operation % PAGE);
  }
}
