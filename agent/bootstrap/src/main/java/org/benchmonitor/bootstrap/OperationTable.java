package org.benchmonitor.bootstrap;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The names of the operations, each with a small number; at most {@link #CAPACITY}, or fewer where
 * there is no room for their counts.
 *
 * <p>Any thread. Looking up a known name does not allocate. A name is added once and stays.
 */
public final class OperationTable {
  /** The most operations of one recording, including {@value #OTHER}. */
  public static final int CAPACITY = 1024;

  /** The operation that takes all calls beyond the capacity. */
  public static final String OTHER = "other";

  /** The operation that takes the calls whose name cannot be read. */
  public static final String UNNAMED = "unnamed";

  private static final int LONGEST_NAME = 200;

  /** A string with its array, its number, and their entry in the map. */
  private static final long ENTRY = 120;

  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<String> names = new AtomicReferenceArray<>(CAPACITY);

  /** Made with the first rule. */
  private volatile AtomicReferenceArray<Correction> corrections;

  /** Made with the first rule by a planned start: 1 more than the number of each one's cells. */
  private volatile AtomicIntegerArray corrected;

  private int most = CAPACITY;
  private boolean refused;
  private int size;
  private long chars;

  OperationTable() {}

  /** Sets the most names; those there are already stay. */
  public synchronized void limitTo(int names) {
    most = Math.max(1, Math.min(CAPACITY, names));
  }

  /** Whether a name became "other" because of {@link #limitTo}. */
  public synchronized boolean hasRefused() {
    return refused;
  }

  /** Returns the number of a name, adding it if there is room; else the number of "other". */
  public int number(String name) {
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    Integer known = numbers.get(cut);
    return known != null ? known : add(Names.wellFormed(cut));
  }

  // Locks once for each name of a recording, at most CAPACITY times; never for each call.
  private synchronized int add(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    if (size >= most - 1 && !name.equals(OTHER)) {
      refused |= most < CAPACITY;
      return number(OTHER);
    }
    int number = size++;
    chars += name.length();
    names.setRelease(number, name);
    numbers.put(name, number);
    return number;
  }

  /** Returns the name of a number, or null if the number is not in use. */
  public String name(int number) {
    return number < 0 || number >= CAPACITY ? null : names.getAcquire(number);
  }

  /** Says how the latencies of an operation are corrected from now on; null for not at all. */
  synchronized void correct(int number, Correction correction) {
    AtomicReferenceArray<Correction> known = corrections;
    if (known == null && correction != null) {
      known = new AtomicReferenceArray<>(CAPACITY);
      corrections = known;
    }
    if (correction != null && correction.isPlanned()) {
      addCorrected(number);
    }
    if (known != null) {
      known.setRelease(number, correction);
    }
  }

  /** Takes a number without a name; where there is none left, nothing is corrected. */
  private void addCorrected(int number) {
    AtomicIntegerArray known = corrected;
    if (known == null) {
      known = new AtomicIntegerArray(CAPACITY);
      corrected = known;
    }
    // The last one is for "other".
    if (known.get(number) == 0 && size < most - 1) {
      known.set(number, 1 + size++);
    }
  }

  /**
   * The number under which latencies from a planned start are counted, which has no name; -1 if
   * there is none.
   */
  public int corrected(int number) {
    AtomicIntegerArray known = corrected;
    return known == null ? -1 : known.get(number) - 1;
  }

  /** How the latencies of an operation are corrected, or null. */
  public Correction correction(int number) {
    AtomicReferenceArray<Correction> known = corrections;
    return known == null ? null : known.getAcquire(number);
  }

  /** The bytes that the names hold, one for each character. */
  synchronized long bytes() {
    return 4L * CAPACITY + ENTRY * size + chars;
  }

  /** The number of operations named so far. */
  public synchronized int size() {
    return size;
  }
}
