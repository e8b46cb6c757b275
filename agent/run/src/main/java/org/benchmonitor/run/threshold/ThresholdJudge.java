package org.benchmonitor.run.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.threshold.Alert.Episode;
import org.benchmonitor.run.threshold.Alert.State;
import org.jspecify.annotations.Nullable;

/** Judges one threshold, interval by interval. One thread. */
final class ThresholdJudge {
  /** Of the times in which it was broken; the number of all is exact. */
  private static final int MOST_EPISODES = 50;

  private final Threshold threshold;
  private final Window window;
  private final List<Episode> episodes = new ArrayList<>();
  private State state = State.NO_DATA;
  private @Nullable Instant since;
  private String reason = "no call has been measured yet";
  private double value = Double.NaN;
  private double worst = Double.NaN;
  private long wrongNanos;
  private long brokenNanos;
  private int times;

  ThresholdJudge(Threshold threshold, Window window) {
    this.threshold = threshold;
    this.window = window;
  }

  /**
   * Judges once the window has an interval.
   *
   * @param stuck workers, or negative if that is not known
   */
  void judge(Interval interval, int stuck) {
    boolean isStuck = threshold.metric().kind() == Metric.Kind.STUCK;
    value = isStuck ? stuck < 0 ? Double.NaN : stuck : window.value(threshold.metric(), interval);
    reason = reasonWithoutData(isStuck);
    if (!reason.isEmpty()) {
      value = Double.NaN;
      endEpisode(interval.end());
      wrongNanos = 0;
      enter(State.NO_DATA, interval.start());
      return;
    }
    if (threshold.isWorse(value, worst)) {
      worst = value;
    }
    if (threshold.holds(value)) {
      endEpisode(interval.start());
      wrongNanos = 0;
      enter(times > 0 ? State.RESOLVED : State.OK, interval.start());
      return;
    }
    wrongNanos += interval.nanos();
    if (wrongNanos < threshold.lasting().toNanos()) {
      enter(State.PENDING, interval.start());
      return;
    }
    brokenNanos += interval.nanos();
    if (state != State.BROKEN) {
      times++;
      episodes.add(new Episode(interval.start(), null, value));
      if (episodes.size() > MOST_EPISODES) {
        episodes.remove(0);
      }
    }
    Episode last = episodes.get(episodes.size() - 1);
    if (threshold.isWorse(value, last.worst())) {
      episodes.set(episodes.size() - 1, new Episode(last.from(), null, value));
    }
    enter(State.BROKEN, interval.start());
  }

  private String reasonWithoutData(boolean isStuck) {
    Metric metric = threshold.metric();
    if (isStuck) {
      return Double.isNaN(value) ? "stuck workers are not in a record" : "";
    }
    if (!window.isFull()) {
      return notFull();
    }
    long calls = metric.kind() == Metric.Kind.ERROR_SHARE ? window.calls() : window.successes();
    long fewest =
        threshold.over() == null ? metric.fewestCalls() : Math.min(1, metric.fewestCalls());
    if (calls < fewest) {
      return calls + " calls, judged from " + fewest + " on";
    }
    return Double.isNaN(value) ? "the JVM does not tell it" : "";
  }

  private String notFull() {
    Duration needed = threshold.after();
    Duration over = threshold.over();
    if (over != null) {
      needed = needed.plus(over);
    }
    return "judged once " + DurationText.of(Math.max(1, needed.toNanos())) + " have been measured";
  }

  private void endEpisode(Instant at) {
    if (state == State.BROKEN) {
      Episode last = episodes.get(episodes.size() - 1);
      episodes.set(episodes.size() - 1, new Episode(last.from(), at, last.worst()));
    }
  }

  private void enter(State next, Instant at) {
    if (state != next || since == null) {
      state = next;
      since = at;
    }
  }

  Alert alert() {
    return new Alert(
        threshold, state, value, since, reason, worst, brokenNanos, times, List.copyOf(episodes));
  }
}
