package org.benchmonitor.run.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Errors by type over a stretch of time, most frequent first; immutable, empty where there were
 * none.
 */
public record ErrorCounts(List<Count> types) {
  public static final ErrorCounts NONE = new ErrorCounts(List.of());

  /** The most types that are told apart; all further ones together are {@link #OTHER}. */
  public static final int MOST_TYPES = 20;

  /** The name of all types beyond the most frequent ones. */
  public static final String OTHER = "other";

  /** How often one type, by its full name, occurred; in the order of a list. */
  public record Count(String type, long count) implements Comparable<Count> {
    @Override
    public int compareTo(Count other) {
      int order = Long.compare(other.count, count);
      return order == 0 ? type.compareTo(other.type) : order;
    }
  }

  /** Keeps the most frequent types with a count above zero. */
  public static ErrorCounts of(Map<String, Long> counts) {
    List<Count> sorted = new ArrayList<>();
    counts.forEach(
        (type, count) -> {
          if (count > 0) {
            sorted.add(new Count(type, count));
          }
        });
    if (sorted.isEmpty()) {
      return NONE;
    }
    sorted.sort(null);
    if (sorted.size() <= MOST_TYPES) {
      return new ErrorCounts(List.copyOf(sorted));
    }
    return new ErrorCounts(bounded(sorted));
  }

  private static List<Count> bounded(List<Count> sorted) {
    List<Count> kept = new ArrayList<>(sorted.subList(0, MOST_TYPES));
    long rest = sorted.stream().skip(MOST_TYPES).mapToLong(Count::count).sum();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).type().equals(OTHER)) {
        rest += kept.remove(i).count();
      }
    }
    kept.add(new Count(OTHER, rest));
    return List.copyOf(kept);
  }

  /** Adds these to counts by type. */
  public void addTo(Map<String, Long> counts) {
    types.forEach(one -> counts.merge(one.type(), one.count(), Long::sum));
  }
}
