package org.benchmonitor.setup.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as they are written in options: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}. */
public final class Durations {
  private static final int MOST_DIGITS = 12;

  private Durations() {}

  /** Parses a whole number with a unit, or of seconds without; null if it is something else. */
  public static @Nullable Duration parse(String text) {
    int digits = digits(text);
    if (digits == 0 || digits > MOST_DIGITS) {
      return null;
    }
    long amount = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(amount);
      case "", "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> null;
    };
  }

  /** How many digits a text begins with, none of them but 0 to 9. */
  public static int digits(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  /** The shortest text that parses to the duration. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }
}
