package org.benchmonitor.bootstrap;

import java.util.UUID;

/**
 * Keys of pairs, in the one form that a start and its end both bring them into.
 *
 * <p>The last part, if it is a whole number, is the key's number. The first of the others is its
 * object, and what is left, nearly always nothing, its rest. Objects are compared by identity.
 * Numbers, strings and the like are compared by value, which calls only final classes of the JDK.
 */
final class PairKey {
  private PairKey() {}

  /** A whole number of any type as a long; every other value as it is. */
  static Object normal(Object part) {
    if (part == null) {
      return null;
    }
    Class<?> type = part.getClass();
    if (type == Integer.class || type == Short.class || type == Byte.class) {
      return ((Number) part).longValue();
    }
    return type == Character.class ? (Object) (long) (Character) part : part;
  }

  /** Whether an object stands for a value, so that equal ones are the same key. */
  static boolean isValue(Object part) {
    if (part == null) {
      return false;
    }
    Class<?> type = part.getClass();
    return type == String.class
        || type == Long.class
        || type == UUID.class
        || type == Boolean.class
        || type == Double.class
        || type == Float.class;
  }

  /** The hash of the key without its number. */
  static int groupHash(PairOperation of, Object object, Object rest) {
    int hash = mixed(of.number() + 1);
    hash = object == null ? hash : mixed(hash + hash(object));
    if (rest instanceof Object[] parts) {
      for (Object one : parts) {
        hash = mixed(hash + hash(one));
      }
    } else if (rest != null) {
      hash = mixed(hash + hash(rest));
    }
    return hash;
  }

  static int hash(int groupHash, long number) {
    return mixed(groupHash + Long.hashCode(number) * 0x9E3779B9);
  }

  private static int hash(Object part) {
    return isValue(part) ? part.hashCode() : System.identityHashCode(part);
  }

  private static int mixed(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    return h ^ (h >>> 13);
  }

  /** Whether two rests are the same. */
  static boolean areSame(Object one, Object other) {
    if (one instanceof Object[] parts && other instanceof Object[] others) {
      boolean same = parts.length == others.length;
      for (int i = 0; same && i < parts.length; i++) {
        same = isSame(parts[i], others[i]);
      }
      return same;
    }
    return isSame(one, other);
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other || (isValue(one) && one.equals(other));
  }
}
