package org.benchmonitor.bootstrap;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Operation names taken from a value of each call: at most {@link #MOST} for each pattern, then
 * "other".
 *
 * <p>What is kept of long texts is bounded too: at most {@link #MOST_CHARS} of each pattern. A
 * longer one would have to be cut at each call, which allocates, so it is "other".
 *
 * <p>Any thread. Looking up a known value does not allocate. No host code is called but on a path
 * to the value: a string, a number, a boolean and a character give their text, an enum constant its
 * name, and any other value the simple name of its class.
 */
final class ArgumentNames {
  /** The most names of one pattern. */
  static final int MOST = 64;

  /** The most characters of all names of one pattern. */
  static final int MOST_CHARS = 1 << 16;

  private final OperationTable operations;
  private final NamePath path;
  private volatile int chars;
  private Correction correction;
  private final ConcurrentHashMap<Object, Integer> numbers = new ConcurrentHashMap<>();

  /** Makes them; {@code path} is null where the value itself names the operation. */
  ArgumentNames(OperationTable operations, NamePath path) {
    this.operations = operations;
    this.path = path;
  }

  /** The way to the value that names the operation, or null. */
  NamePath path() {
    return path;
  }

  int number(Object argument) {
    Object key = key(argument);
    Integer known = numbers.get(key);
    return known != null ? known : add(key);
  }

  private static Object key(Object argument) {
    if (argument == null) {
      return "null";
    }
    if (argument instanceof String || argument instanceof Enum<?> || isBoxed(argument)) {
      return argument;
    }
    return argument.getClass();
  }

  private static boolean isBoxed(Object argument) {
    Class<?> type = argument.getClass();
    return type == Integer.class
        || type == Long.class
        || type == Boolean.class
        || type == Character.class
        || type == Short.class
        || type == Byte.class
        || type == Double.class
        || type == Float.class;
  }

  // Locks only to add a name, about MOST times for each pattern.
  private int add(Object key) {
    int length = key instanceof String text ? text.length() : 0;
    if (!hasRoom(key, length)) {
      return operations.number(OperationTable.OTHER);
    }
    synchronized (this) {
      Integer known = numbers.get(key);
      if (known != null) {
        return known;
      }
      if (!hasRoom(key, length)) {
        return operations.number(OperationTable.OTHER);
      }
      int number = operations.number(text(key));
      if (correction != null) {
        operations.correct(number, correction);
      }
      chars += length;
      numbers.put(key, number);
      return number;
    }
  }

  /** Says how the latencies of all these operations are corrected, or not with null. */
  synchronized void correct(Correction by) {
    correction = by;
    numbers.values().forEach(number -> operations.correct(number, by));
  }

  /** There is always room for those without a name, which must not be lost among the others. */
  private boolean hasRoom(Object key, int length) {
    return key.equals(OperationTable.UNNAMED)
        || (numbers.size() < MOST && length <= MOST_CHARS - chars);
  }

  private static String text(Object key) {
    if (key instanceof Enum<?> constant) {
      return constant.name();
    }
    if (key instanceof Class<?> type) {
      return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }
    return key.toString();
  }
}
