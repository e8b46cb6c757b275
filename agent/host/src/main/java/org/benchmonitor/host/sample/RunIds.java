package org.benchmonitor.host.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names the runs of a JVM, each differently: with the given name or the second in which the name is
 * made, and {@code -2}, {@code -3} and so on for repeats; under the sampler's lock.
 */
final class RunIds {
  private static final DateTimeFormatter BY_SECOND =
      DateTimeFormatter.ofPattern("'bench-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final String given;
  private String last = "";
  private Instant latest = Instant.MIN;
  private int times;

  /**
   * Makes it.
   *
   * @param given the name of the first run, or empty for generated ones
   */
  RunIds(String given) {
    this.given = given;
  }

  /** The name of the next run; of the latest time so far, as a clock that was set back repeats. */
  String next(Instant now) {
    latest = now.isAfter(latest) ? now : latest;
    String name = given.isEmpty() ? BY_SECOND.format(latest) : given;
    times = name.equals(last) ? times + 1 : 1;
    last = name;
    return times == 1 ? name : name + "-" + times;
  }
}
