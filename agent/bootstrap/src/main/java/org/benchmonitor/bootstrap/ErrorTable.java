package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The types of errors, and a lossy ring of errors for the sampler. Any thread.
 *
 * <p>A worker's thread calls no method of the exception; its class gives the type. The {@link Cell}
 * of the failure counts it under the type's number. So threads that fail share nothing that they
 * write: a known type is only read, and so is the ring while it is full.
 *
 * <ol>
 *   <li>A number belongs to one type for as long as the recording is open.
 *   <li>The ring never blocks and never overwrites. While it is full, further errors are counted
 *       but leave no sample.
 * </ol>
 */
public final class ErrorTable {
  /** The most types; all further errors are of the type "other". */
  public static final int MOST_TYPES = 256;

  private static final int FEWEST_TYPES = 16;
  private static final int RING = 256;
  private static final int LONGEST_NAME = 200;
  private static final String OTHER = "other";

  // By number. The map may lack a type that found no memory for its entry.
  private final AtomicReferenceArray<ErrorType> types = new AtomicReferenceArray<>(MOST_TYPES);
  private final ConcurrentHashMap<String, ErrorType> typesByName = new ConcurrentHashMap<>();
  private volatile int nextNumber = 1;
  // Made in advance: it stands for types that cannot be made when memory runs out.
  private final ErrorType other = new ErrorType(0, OTHER, OTHER);
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

  /** Set once every type that has a number is in the map. */
  private volatile boolean full;

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
    // Before the look-up: another thread may just be adding the last type.
    boolean noneIsAdded = full;
    ErrorType known = typesByName.get(cut);
    if (known != null) {
      return known;
    }
    String wellFormed = Names.wellFormed(cut);
    if (!wellFormed.equals(cut)) {
      return type(wellFormed, simpleName);
    }
    if (noneIsAdded || cut.equals(OTHER)) {
      return other();
    }
    return add(cut, Names.wellFormed(cut(simpleName)));
  }

  // Locks once for each type of a recording and each class, never for each error.
  private synchronized ErrorType add(String name, String simpleName) {
    ErrorType type = find(name);
    if (type == null) {
      if (nextNumber >= mostTypes) {
        full = typesByName.size() >= nextNumber - 1;
        return other();
      }
      type = new ErrorType(nextNumber, name, simpleName);
      types.setRelease(nextNumber, type);
      nextNumber++;
    }
    typesByName.put(name, type);
    return type;
  }

  private ErrorType find(String name) {
    for (int number = 1; number < nextNumber; number++) {
      ErrorType type = types.getAcquire(number);
      if (type != null && type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private ErrorType other() {
    if (types.getAcquire(0) == null) {
      types.setRelease(0, other);
    }
    return other;
  }

  /** Keeps a sample of an error if there is room; thrown may be null. */
  void sample(ErrorType type, int operation, Worker worker, Throwable thrown) {
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
    typesByName.clear();
    for (int number = 0; number < MOST_TYPES; number++) {
      types.setRelease(number, null);
    }
  }

  /** Sets the most types, at least a few; those there are already stay. */
  public void limitTo(int mostOfTypes) {
    mostTypes = Math.max(FEWEST_TYPES, Math.min(MOST_TYPES, mostOfTypes));
    full = false;
  }

  /** All types so far, by ascending number. */
  public List<ErrorType> types() {
    List<ErrorType> all = new ArrayList<>();
    for (int number = 0; number < MOST_TYPES; number++) {
      ErrorType type = types.getAcquire(number);
      if (type != null) {
        all.add(type);
      }
    }
    return all;
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
