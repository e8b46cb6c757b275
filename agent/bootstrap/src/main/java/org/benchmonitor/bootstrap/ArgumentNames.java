package org.benchmonitor.bootstrap;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Operation names taken from an argument: at most {@link #MOST} for each pattern, then "other".
 *
 * <p>Any thread. Looking up a known value does not allocate. No host code is called: a string, a
 * number, a boolean and a character give their text, an enum constant its name, and any other value
 * the simple name of its class.
 */
final class ArgumentNames {
  /** The most names of one pattern. */
  static final int MOST = 64;

  private final OperationTable operations;
  private final ConcurrentHashMap<Object, Integer> numbers = new ConcurrentHashMap<>();

  ArgumentNames(OperationTable operations) {
    this.operations = operations;
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
    if (numbers.size() >= MOST) {
      return operations.number(OperationTable.OTHER);
    }
    synchronized (this) {
      Integer known = numbers.get(key);
      if (known != null) {
        return known;
      }
      if (numbers.size() >= MOST) {
        return operations.number(OperationTable.OTHER);
      }
      int number = operations.number(text(key));
      numbers.put(key, number);
      return number;
    }
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
