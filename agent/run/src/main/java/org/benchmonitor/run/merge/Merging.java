package org.benchmonitor.run.merge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;

/** Merges intervals exactly, from their histograms. Immutable; any thread. */
public final class Merging {
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final int MOST_MARKS = 20;

  private final int digits;

  /**
   * Creates it.
   *
   * @param digits significant digits of all histograms
   */
  public Merging(int digits) {
    this.digits = digits;
  }

  /** The significant digits of all histograms. */
  public int digits() {
    return digits;
  }

  /** A merger that reuses its histograms; for one thread. */
  public Merger merger() {
    return merger(Resting.NEVER);
  }

  /**
   * The same, with rests.
   *
   * @param resting called after each histogram, or so
   */
  public Merger merger(Resting resting) {
    return new Merger(digits, resting);
  }

  /**
   * Merges the figures of several stretches of time into one; their lengths add up.
   *
   * @param operation the only operation to merge, or null for all
   */
  public Figures mergeFigures(List<Figures> parts, @Nullable String operation) {
    return merger().merge(parts, operation, true);
  }

  /** The figures of each interval. */
  public static List<Figures> figures(List<Interval> intervals) {
    return intervals.stream().map(Interval::figures).toList();
  }

  /**
   * Splits intervals into stretches of about {@code length}. They begin at multiples of it and
   * never cross a change of status.
   *
   * @param intervals in order
   * @param nominal the usual length of one interval; at or below it, each interval is a stretch
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

  /** Merges neighbouring intervals into one for each stretch of a status. */
  public List<Interval> rollUp(List<Interval> intervals) {
    return rollUp(intervals, Merging::areAlike);
  }

  /** Merges neighbouring intervals as long as {@code belongTogether} holds for each two. */
  public List<Interval> rollUp(
      List<Interval> intervals, BiPredicate<Interval, Interval> belongTogether) {
    Merger merger = merger();
    List<Interval> rolled = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= intervals.size(); i++) {
      if (i == intervals.size() || !belongTogether.test(intervals.get(i - 1), intervals.get(i))) {
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

  /**
   * Whether two neighbours have the same status, are both counted or both warm-up, and lie end to
   * end. They do not where the wall clock has gone ahead between them.
   */
  public static boolean areAlike(Interval one, Interval other) {
    return one.status() == other.status()
        && one.warmup() == other.warmup()
        && Duration.between(one.end(), other.start()).compareTo(GAP) < 0;
  }

  /**
   * Merges two neighbours, whatever their statuses. The result is warm-up if the second is, so a
   * mixed pair can no longer be told apart.
   */
  public Interval asOne(Interval first, Interval second) {
    List<Interval> both = List.of(first, second);
    return one(both, merger().merge(figures(both), null, true));
  }

  /**
   * Merges two snapshots that follow each other: what completed in both, and everything else as at
   * the end of the second.
   */
  public Snapshot asOne(Snapshot first, Snapshot second) {
    return new Snapshot(
        asOne(first.interval(), second.interval()),
        second.lateTotals(),
        second.lateWarmupTotals(),
        second.workers(),
        withFresh(first.errors().fresh(), second.errors()),
        second.run(),
        second.cost());
  }

  /** Keeps no more fresh errors than the run retains, so that they are bounded too. */
  private static Errors withFresh(List<ErrorEvent> before, Errors errors) {
    if (before.isEmpty()) {
      return errors;
    }
    List<ErrorEvent> fresh = new ArrayList<>(before);
    fresh.addAll(errors.fresh());
    int from = Math.max(0, fresh.size() - errors.recent().size());
    return new Errors(
        errors.total(),
        errors.byType(),
        errors.recent(),
        List.copyOf(fresh.subList(from, fresh.size())),
        errors.notSampled(),
        errors.names());
  }

  /** The last status other than paused; paused if there is no other. */
  private static RunStatus statusOf(List<Interval> intervals) {
    RunStatus last = RunStatus.PAUSED;
    for (Interval interval : intervals) {
      last = interval.status() == RunStatus.PAUSED ? last : interval.status();
    }
    return last;
  }

  /**
   * One interval with these figures, and with the errors, the marks and the system of all. The
   * status and the state of the JVM are those at the end.
   *
   * @param figures those of all intervals together, however they were found
   */
  public static Interval one(List<Interval> intervals, LateFigures figures) {
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
        SystemUses.mean(intervals, Interval::activeWorkers),
        intervals.stream().mapToLong(Interval::inFlight).max().orElse(0),
        last.system().with(SystemUses.of(intervals)),
        strongest(marks));
  }

  /** The errors of all intervals, by type. */
  public static ErrorCounts errors(List<Interval> intervals) {
    return errors(intervals, Resting.NEVER);
  }

  /**
   * The same, with rests.
   *
   * @param resting called after each interval
   */
  public static ErrorCounts errors(List<Interval> intervals, Resting resting) {
    Map<String, Long> counts = new HashMap<>();
    for (Interval interval : intervals) {
      interval.errors().addTo(counts);
      resting.restIfDue();
    }
    return ErrorCounts.of(counts);
  }

  /**
   * Keeps all notes, of which a run has a bounded number, and at most 20 other marks: those without
   * a duration first, then the longest.
   */
  private static List<Mark> strongest(List<Mark> marks) {
    if (marks.size() <= MOST_MARKS) {
      return List.copyOf(marks);
    }
    Stream<Mark> others =
        marks.stream()
            .filter(mark -> mark.kind() != Mark.Kind.NOTE)
            .sorted((a, b) -> Long.compare(weight(b), weight(a)))
            .limit(MOST_MARKS);
    return Stream.concat(marks.stream().filter(mark -> mark.kind() == Mark.Kind.NOTE), others)
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  private static long weight(Mark mark) {
    Long duration = mark.durationNanos();
    return duration == null ? Long.MAX_VALUE : duration;
  }
}
