package org.benchmonitor.run.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;

/** What happened while a figure stood out. It may be the reason, or not. Stateless. */
final class Coincidences {
  private static final int MOST_NAMES = 3;

  /** Fewer than this part of the workers before are fewer workers. */
  private static final double FEWER = 0.9;

  private Coincidences() {}

  /**
   * The finding with what came with it.
   *
   * @param all findings of the run, of which those of other operations may be at the same time
   */
  static Finding addTo(Finding finding, List<Finding> all, List<Interval> intervals) {
    List<Interval> inside = new ArrayList<>();
    Interval before = null;
    for (Interval interval : intervals) {
      if (!interval.end().isAfter(finding.from())) {
        before = interval;
      } else if (interval.start().isBefore(finding.until())) {
        inside.add(interval);
      }
    }
    List<String> with = new ArrayList<>();
    addMarks(with, inside);
    addNewErrors(with, inside, intervals);
    if (before != null) {
      addWorkers(with, inside, before);
    }
    with.add(others(finding, all));
    return new Finding(
        finding.figure(),
        finding.operation(),
        finding.from(),
        finding.until(),
        finding.ends(),
        finding.usual(),
        finding.extreme(),
        finding.score(),
        List.copyOf(with));
  }

  private static void addMarks(List<String> with, List<Interval> inside) {
    int collections = 0;
    int stalls = 0;
    long longestCollection = 0;
    long longestStall = 0;
    Set<String> others = new TreeSet<>();
    for (Interval interval : inside) {
      for (Mark mark : interval.marks()) {
        long nanos = mark.durationNanos() == null ? 0 : mark.durationNanos();
        switch (mark.kind()) {
          case GC -> {
            collections++;
            longestCollection = Math.max(longestCollection, nanos);
          }
          case STALL -> {
            stalls++;
            longestStall = Math.max(longestStall, nanos);
          }
          case INSTRUMENTATION, CLOCK, NOTE -> others.add(mark.text());
          case PHASE, THRESHOLD -> {}
        }
      }
    }
    add(with, collections, "a collection of ", " collections, the longest of ", longestCollection);
    add(with, stalls, "a stall of ", " stalls, the longest of ", longestStall);
    others.stream().limit(MOST_NAMES).forEach(with::add);
  }

  private static void add(List<String> with, int count, String one, String many, long nanos) {
    if (count > 0) {
      with.add((count == 1 ? one : count + many) + DurationText.of(nanos));
    }
  }

  private static void addNewErrors(
      List<String> with, List<Interval> inside, List<Interval> intervals) {
    Set<String> known = new HashSet<>();
    Set<String> fresh = new TreeSet<>();
    if (inside.isEmpty()) {
      return;
    }
    Instant begin = inside.get(0).start();
    Instant end = inside.get(inside.size() - 1).end();
    for (Interval interval : intervals) {
      for (ErrorCounts.Count one : interval.errors().types()) {
        if (interval.start().isBefore(begin)) {
          known.add(one.type());
        } else if (!interval.end().isAfter(end) && !known.contains(one.type())) {
          fresh.add(one.type());
        }
      }
    }
    if (!fresh.isEmpty()) {
      with.add("errors of a new type, " + names(fresh));
    }
  }

  private static void addWorkers(List<String> with, List<Interval> inside, Interval before) {
    double fewest = before.activeWorkers();
    for (Interval interval : inside) {
      fewest = Math.min(fewest, interval.activeWorkers());
    }
    if (fewest < FEWER * before.activeWorkers()) {
      with.add(
          String.format(
              Locale.ROOT,
              "%.0f active workers where there were %.0f",
              fewest,
              before.activeWorkers()));
    }
  }

  private static String others(Finding finding, List<Finding> all) {
    Set<String> others = new TreeSet<>();
    for (Finding one : all) {
      boolean isAtOnce =
          one.from().isBefore(finding.until()) && finding.from().isBefore(one.until());
      if (isAtOnce && !one.operation().equals(finding.operation())) {
        others.add(one.operation());
      }
    }
    return others.isEmpty() ? "no other operation" : "also " + names(others);
  }

  private static String names(Set<String> names) {
    List<String> first = names.stream().limit(MOST_NAMES).toList();
    int more = names.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }
}
