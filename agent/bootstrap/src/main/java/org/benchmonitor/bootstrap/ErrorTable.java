package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The counts of errors by type, and a lossy ring of errors for the sampler. Any thread.
 *
 * <p>A worker's thread calls no method of the exception; its class gives the type. The ring never
 * blocks and never overwrites. While it is full, further errors are counted but leave no sample.
 */
public final class ErrorTable {
  /** The most types; all further errors are of the type "other". */
  static final int MOST_TYPES = 256;

  private static final int FEWEST_TYPES = 16;
  private static final int RING = 256;
  private static final int LONGEST_NAME = 200;
  private static final String OTHER = "other";

  private final ConcurrentHashMap<String, ErrorType> types = new ConcurrentHashMap<>();
  // Made in advance: it stands for types that cannot be made when memory runs out.
  private final ErrorType other = new ErrorType(OTHER);
  private final ErrorSlot[] ring = new ErrorSlot[RING];
  private final AtomicInteger cursor = new AtomicInteger();

  // The JDK keeps the value with the class, so a type never keeps a host's class loader alive.
  private final ClassValue<ErrorType> typesByClass =
      new ClassValue<>() {
        @Override
        protected ErrorType computeValue(Class<?> type) {
          String name = type.getName();
          return type(name, Names.simple(name));
        }
      };

  private volatile int mostTypes = MOST_TYPES;

  ErrorTable() {
    for (int i = 0; i < RING; i++) {
      ring[i] = new ErrorSlot();
    }
  }

  /** Returns the type of an exception, or "other" if it cannot be found. */
  ErrorType type(Throwable thrown) {
    try {
      return typesByClass.get(thrown.getClass());
    } catch (Throwable noRoom) {
      // The stack or the heap is exhausted; the error counts all the same.
      return other();
    }
  }

  /** Returns the type of a rule's text, or "other" if there are too many. */
  ErrorType type(String text) {
    return type(text, text);
  }

  private ErrorType type(String name, String simpleName) {
    String cut = cut(name);
    ErrorType known = types.get(cut);
    if (known != null) {
      return known;
    }
    String wellFormed = Names.wellFormed(cut);
    if (!wellFormed.equals(cut)) {
      return type(wellFormed, simpleName);
    }
    if (types.size() >= mostTypes - 1) {
      return other();
    }
    ErrorType fresh = new ErrorType(cut, Names.wellFormed(cut(simpleName)));
    ErrorType winner = types.putIfAbsent(cut, fresh);
    return winner == null ? fresh : winner;
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private ErrorType other() {
    ErrorType winner = types.putIfAbsent(OTHER, other);
    return winner == null ? other : winner;
  }

  /** Counts an error and keeps a sample if there is room; thrown may be null. */
  void add(ErrorType type, int operation, Worker worker, Throwable thrown) {
    type.count(operation);
    int at = cursor.get();
    ErrorSlot slot = ring[at & (RING - 1)];
    if (slot.claim()) {
      cursor.getAndIncrement();
      slot.fill(type, operation, worker, thrown);
    }
  }

  /** Drops all errors and keeps no more samples, to release the host's exceptions. */
  void close() {
    for (ErrorSlot slot : ring) {
      slot.close();
    }
    types.clear();
  }

  /** Sets the most types, at least a few; those there are already stay. */
  public void limitTo(int mostOfTypes) {
    mostTypes = Math.max(FEWEST_TYPES, Math.min(MOST_TYPES, mostOfTypes));
  }

  /** All types so far. */
  public List<ErrorType> types() {
    return new ArrayList<>(types.values());
  }

  /** Passes each waiting error to the consumer and frees its slot; any thread of the agent. */
  public void drain(Consumer<ErrorSlot> consumer) {
    for (ErrorSlot slot : ring) {
      if (slot.take()) {
        try {
          consumer.accept(slot);
        } finally {
          slot.free();
        }
      }
    }
  }
}
