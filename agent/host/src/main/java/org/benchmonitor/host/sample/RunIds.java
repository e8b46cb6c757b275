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
  private int times;

  /**
   * Makes it.
   *
   * @param given the name of the first run, or empty for generated ones
   */
  RunIds(String given) {
    this.given = given;
  }

  /** The name of the next run; the ticker's times never go back. */
  String next(Instant now) {
    String name = given.isEmpty() ? BY_SECOND.format(now) : given;
    times = name.equals(last) ? times + 1 : 1;
    last = name;
    return times == 1 ? name : name + "-" + times;
  }
}
