package org.benchmonitor.run.threshold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.StuckWorkers;
import org.benchmonitor.run.model.WorkerFigures;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run by all of its thresholds, live or from a record: the same intervals give the same
 * judgement. One thread.
 *
 * <p>Pauses, the warm-up and the time before the first call are no part of what is judged. Time in
 * which nothing was called and nothing was under way is judged once a call comes again: after the
 * last one a JVM may live on, and that is no part of the run.
 */
public final class RunJudge {
  /** Longer idle times are judged as they come. */
  private static final int MOST_IDLE = 600;

  private final List<ThresholdJudge> judges = new ArrayList<>();
  private final Map<Key, Window> windows = new HashMap<>();
  private final boolean asksForStuck;
  private final List<Interval> idle = new ArrayList<>();
  private String session = "";
  private long sequence;
  private Duration measured = Duration.ZERO;

  /** What windows are shared by. */
  private record Key(@Nullable String operation, @Nullable Duration over, Duration after) {}

  /**
   * Makes one for a run that begins.
   *
   * @param digits significant digits of the run's histograms
   */
  public RunJudge(List<Threshold> thresholds, int digits) {
    boolean asks = false;
    for (Threshold threshold : thresholds) {
      Key key = new Key(threshold.operation(), threshold.over(), threshold.after());
      Window window =
          windows.computeIfAbsent(key, one -> new Window(one.operation, one.over, digits));
      judges.add(new ThresholdJudge(threshold, window));
      asks |= threshold.metric().kind() == Metric.Kind.STUCK;
    }
    asksForStuck = asks;
  }

  /** Judges a run that was recorded, or as much of one as is kept. */
  public static Judgement of(
      List<Threshold> thresholds, int digits, List<Interval> intervals, Snapshot latest) {
    RunJudge judge = new RunJudge(thresholds, digits);
    for (Interval interval : intervals) {
      judge.take(interval, -1);
    }
    judge.session = latest.run().id();
    return judge.judgement();
  }

  /** Judges the next snapshot of a run that goes on. */
  public Judgement take(Snapshot snapshot) {
    session = snapshot.run().id();
    take(snapshot.interval(), asksForStuck ? stuck(snapshot) : -1);
    return judgement();
  }

  private static int stuck(Snapshot snapshot) {
    StuckWorkers workers = new StuckWorkers(snapshot);
    int stuck = 0;
    for (WorkerFigures worker : snapshot.workers().listed()) {
      stuck += workers.isStuck(worker) ? 1 : 0;
    }
    return stuck;
  }

  private void take(Interval interval, int stuck) {
    sequence = interval.sequence();
    if (!interval.isMeasured()) {
      return;
    }
    if (isIdle(interval) && idle.size() < MOST_IDLE) {
      idle.add(interval);
      return;
    }
    for (Interval one : idle) {
      judge(one, stuck < 0 ? -1 : 0);
    }
    idle.clear();
    judge(interval, stuck);
  }

  private static boolean isIdle(Interval interval) {
    return interval.lateFigures().count() == 0 && interval.inFlight() == 0;
  }

  private void judge(Interval interval, int stuck) {
    Duration before = measured;
    measured = measured.plusNanos(interval.nanos());
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      windows.forEach(
          (key, window) -> {
            if (before.compareTo(key.after) >= 0) {
              window.add(interval, decoder);
            }
          });
    }
    for (ThresholdJudge judge : judges) {
      judge.judge(interval, stuck);
    }
  }

  /** Where all thresholds stand. */
  public Judgement judgement() {
    List<Alert> alerts = new ArrayList<>(judges.size());
    for (ThresholdJudge judge : judges) {
      alerts.add(judge.alert());
    }
    return new Judgement(session, sequence, List.copyOf(alerts));
  }
}
