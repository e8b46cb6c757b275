package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A number of bytes: {@code 64m}, {@code 1g}, or without a unit. */
final class SizeType implements ValueType<Long> {
  private static final int MOST_DIGITS = 15;
  private static final long KIBI = 1024;
  private static final long MOST = 1024 * KIBI * KIBI * KIBI;

  private final long least;

  /**
   * Makes it.
   *
   * @param leastMebi the least that is allowed, in units of 1024 * 1024 bytes
   */
  SizeType(int leastMebi) {
    this.least = leastMebi * KIBI * KIBI;
  }

  @Override
  public @Nullable Long parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    long unit = unit(text.substring(digits));
    if (digits == 0 || digits > MOST_DIGITS || unit == 0) {
      return null;
    }
    long amount = Long.parseLong(text.substring(0, digits));
    return amount > MOST / unit || amount * unit < least ? null : (Long) (amount * unit);
  }

  /** 0 if there is none of that name. */
  private static long unit(String name) {
    return switch (name) {
      case "" -> 1;
      case "k", "K" -> KIBI;
      case "m", "M" -> KIBI * KIBI;
      case "g", "G" -> KIBI * KIBI * KIBI;
      default -> 0;
    };
  }

  @Override
  public String allowed() {
    return "a number of bytes from "
        + least / KIBI / KIBI
        + "m to 1024g, with k, m or g for 1024, 1024k or 1024m";
  }
}
