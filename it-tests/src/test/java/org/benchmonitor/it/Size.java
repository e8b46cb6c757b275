package org.benchmonitor.it;

/**
 * How much of what could be tried is tried: a little with every change, all of it with {@code
 * -Dit.all=true}, before something is called done.
 */
final class Size {
  private static final boolean ALL = Boolean.getBoolean("it.all");

  private Size() {}

  /** Whether every row runs on every JDK, and what repeats repeats often. */
  static boolean isAll() {
    return ALL;
  }

  /** How often, or how long: the first number with every change, the second when all is tried. */
  static int of(int few, int all) {
    return ALL ? all : few;
  }
}
