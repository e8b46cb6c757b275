package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

final class IntegerType implements ValueType<Integer> {
  private static final int MOST_DIGITS = 9;

  private final int lowest;
  private final int highest;

  IntegerType(int lowest, int highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  @Override
  public @Nullable Integer parse(String text) {
    // Not parseInt alone: it takes a sign and the digits of every script.
    if (text.length() > MOST_DIGITS) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    int value = Integer.parseInt(text);
    return value < lowest || value > highest ? null : value;
  }

  @Override
  public String allowed() {
    return highest == lowest + 1
        ? lowest + " or " + highest
        : "a whole number from " + lowest + " to " + highest;
  }
}
