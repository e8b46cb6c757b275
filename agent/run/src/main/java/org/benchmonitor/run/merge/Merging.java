package org.benchmonitor.run.merge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.jspecify.annotations.Nullable;

/** Merges intervals exactly, from their histograms; stateless, any thread. */
public final class Merging {
  private final int digits;

  /**
   * Makes it.
   *
   * @param digits significant digits of all the histograms
   */
  public Merging(int digits) {
    this.digits = digits;
  }

  /** The significant digits of all the histograms. */
  public int digits() {
    return digits;
  }

  /** A place to merge in again and again; for one thread. */
  public Merger merger() {
    return new Merger(digits);
  }

  /**
   * The figures of several stretches of time as if they had been one; their lengths add up.
   *
   * @param operation only this one, or null for all
   */
  public Figures mergeFigures(List<Figures> parts, @Nullable String operation) {
    return merger().merge(parts, operation, true);
  }

  /** The figures of each interval. */
  public static List<Figures> figures(List<Interval> intervals) {
    return intervals.stream().map(Interval::figures).toList();
  }

  /**
   * Cuts intervals into stretches of about a length that begin at multiples of it and never cross a
   * change of status.
   *
   * @param intervals in order
   * @param nominal the usual length of one interval; stretches as short as that are one interval
   */
  public static List<List<Interval>> stretches(
      List<Interval> intervals, Duration length, Duration nominal) {
    boolean each = length.compareTo(nominal) <= 0;
    long lengthMillis = length.toMillis();
    List<List<Interval>> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= intervals.size(); i++) {
      if (i == intervals.size()
          || each
          || isCut(intervals.get(i - 1), intervals.get(i), lengthMillis)) {
        stretches.add(intervals.subList(from, i));
        from = i;
      }
    }
    return stretches;
  }

  private static boolean isCut(Interval before, Interval next, long lengthMillis) {
    return !areAlike(before, next)
        || before.start().toEpochMilli() / lengthMillis
            != next.start().toEpochMilli() / lengthMillis;
  }

  /** Makes as few intervals as possible of neighbouring ones: one for each stretch of a status. */
  public List<Interval> rollUp(List<Interval> intervals) {
    return rollUp(intervals, Merging::areAlike);
  }

  /** The same for what belongs together by another rule. */
  public List<Interval> rollUp(
      List<Interval> intervals, BiPredicate<Interval, Interval> belongTogether) {
    Merger merger = merger();
    List<Interval> rolled = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= intervals.size(); i++) {
      if (i == intervals.size() || !belongTogether.test(intervals.get(from), intervals.get(i))) {
        List<Interval> stretch = intervals.subList(from, i);
        Figures figures =
            stretch.size() == 1
                ? stretch.get(0).figures()
                : merger.merge(figures(stretch), null, true);
        rolled.add(one(stretch, figures));
        from = i;
      }
    }
    return rolled;
  }

  /** Whether two neighbours ran in the same status, and are counted or left out alike. */
  public static boolean areAlike(Interval one, Interval other) {
    return one.status() == other.status() && one.warmup() == other.warmup();
  }

  /**
   * Two neighbours as one, whatever their statuses; both of the warm-up or both counted, or what
   * was counted in the first is told apart no more.
   */
  public Interval asOne(Interval first, Interval second) {
    List<Interval> both = List.of(first, second);
    return one(both, merger().merge(figures(both), null, true));
  }

  /** The last status; of a pause only where there was nothing else. */
  private static RunStatus statusOf(List<Interval> intervals) {
    RunStatus last = RunStatus.PAUSED;
    for (Interval interval : intervals) {
      last = interval.status() == RunStatus.PAUSED ? last : interval.status();
    }
    return last;
  }

  /** One interval with the last one's state, these figures, and all errors and marks. */
  static Interval one(List<Interval> intervals, Figures figures) {
    if (intervals.size() == 1) {
      return intervals.get(0);
    }
    Interval last = intervals.get(intervals.size() - 1);
    List<Mark> marks = new ArrayList<>();
    intervals.forEach(interval -> marks.addAll(interval.marks()));
    return new Interval(
        last.sequence(),
        intervals.get(0).start(),
        last.end(),
        statusOf(intervals),
        last.warmup(),
        figures,
        errors(intervals),
        last.activeWorkers(),
        last.inFlight(),
        last.system(),
        strongest(marks));
  }

  /** The errors of all intervals, by type. */
  public static ErrorCounts errors(List<Interval> intervals) {
    Map<String, Long> counts = new HashMap<>();
    intervals.forEach(interval -> interval.errors().addTo(counts));
    return ErrorCounts.of(counts);
  }

  /** Keeps the phases and the longest of all other marks, so that rolling up stays bounded. */
  private static List<Mark> strongest(List<Mark> marks) {
    if (marks.size() <= 20) {
      return List.copyOf(marks);
    }
    return marks.stream()
        .sorted((a, b) -> Long.compare(weight(b), weight(a)))
        .limit(20)
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  private static long weight(Mark mark) {
    Long duration = mark.durationNanos();
    return duration == null ? Long.MAX_VALUE : duration;
  }
}
