package org.benchmonitor.host.sample;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Names the runs of a JVM, each differently: with the given name or the second in which the name is
 * made, and {@code -2}, {@code -3} and so on for repeats; under the sampler's lock.
 */
final class RunIds {
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
    String name = given.isEmpty() ? bySecond(latest) : given;
    times = name.equals(last) ? times + 1 : 1;
    last = name;
    return times == 1 ? name : name + "-" + times;
  }

  /** The second in UTC. Without a formatter, which takes 15 ms of CPU while the host starts. */
  private static String bySecond(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder name = new StringBuilder("bench-").append(utc.getYear());
    twoDigits(name, utc.getMonthValue());
    twoDigits(name, utc.getDayOfMonth());
    name.append('-');
    twoDigits(name, utc.getHour());
    twoDigits(name, utc.getMinute());
    twoDigits(name, utc.getSecond());
    return name.toString();
  }

  private static void twoDigits(StringBuilder name, int number) {
    name.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
