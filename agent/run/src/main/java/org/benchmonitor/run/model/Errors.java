package org.benchmonitor.run.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The errors of the run so far.
 *
 * @param total of all types, exact
 * @param byType most frequent first
 * @param recent newest first, a sample
 * @param fresh those of {@code recent} that are new in this interval, oldest first
 * @param notSampled errors counted that left no entry in {@code recent}
 * @param names what the types are called where they are shown
 */
public record Errors(
    long total,
    List<Type> byType,
    List<ErrorEvent> recent,
    List<ErrorEvent> fresh,
    long notSampled,
    ErrorNames names) {
  public static final Errors NONE =
      new Errors(0, List.of(), List.of(), List.of(), 0, ErrorNames.NONE);

  /**
   * One type of error, by its full name; {@code operations} maps an operation's name to its count.
   */
  public record Type(
      String type,
      long count,
      @Nullable String sampleMessage,
      Instant firstSeen,
      Instant lastSeen,
      Map<String, Long> operations)
      implements Comparable<Type> {
    /** Most frequent first, then by name. */
    @Override
    public int compareTo(Type other) {
      int order = Long.compare(other.count, count);
      return order == 0 ? type.compareTo(other.type) : order;
    }
  }
}
