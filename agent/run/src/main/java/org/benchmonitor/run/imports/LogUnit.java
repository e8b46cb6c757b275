package org.benchmonitor.run.imports;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the values of a histogram log are; the log itself does not say it. */
public enum LogUnit {
  NS(1),
  US(1_000),
  MS(1_000_000),
  S(1_000_000_000);

  private final long nanos;

  LogUnit(long nanos) {
    this.nanos = nanos;
  }

  /** One of it in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** The name on the command line. */
  public String text() {
    return switch (this) {
      case NS -> "ns";
      case US -> "us";
      case MS -> "ms";
      case S -> "s";
    };
  }

  /** The unit of a name. */
  public static Optional<LogUnit> of(String text) {
    return Arrays.stream(values()).filter(unit -> unit.text().equals(text)).findFirst();
  }

  /** All names, for messages. */
  public static String allowed() {
    return Arrays.stream(values()).map(LogUnit::text).collect(Collectors.joining(", "));
  }
}
