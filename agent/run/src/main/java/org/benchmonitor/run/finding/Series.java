package org.benchmonitor.run.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.finding.Finding.Figure;
import org.benchmonitor.run.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one operation, interval by interval: when it leaves what is usual, and when it is
 * back. One thread.
 *
 * <p>It leaves with six robust standard deviations and a change that matters, and is back below
 * three. Meanwhile what is usual stays as it was before. After a minute or so of intervals the new
 * value is the usual one.
 */
final class Series {
  private static final double OUT = 6;
  private static final double BACK = 3;

  /** So many intervals later, what stood out is taken for usual. */
  private static final int MOST_OUT = 60;

  /** Logarithms: latencies and rates differ by factors. */
  private static final double LEAST_RATIO = Math.log(1.5);

  private static final double LEAST_DEVIATION = Math.log(1.05);
  private static final double LEAST_PERCENT = 1;

  private final Figure figure;
  private final String operation;
  private final Usual usual;
  private final List<Finding> found = new ArrayList<>();
  private @Nullable Instant from;
  private Instant last = Instant.EPOCH;
  private double usualValue;
  private double extreme;
  private double score;
  private int out;

  Series(Figure figure, String operation) {
    this.figure = figure;
    this.operation = operation;
    this.usual = new Usual(figure == Figure.ERRORS ? LEAST_PERCENT / OUT : LEAST_DEVIATION);
  }

  /**
   * Takes the next value.
   *
   * @param value positive, or percent of errors
   */
  void take(Interval interval, double value) {
    double scaled = figure == Figure.ERRORS ? value : Math.log(value);
    boolean isKnown = usual.isKnown();
    double now = isKnown ? usual.score(scaled) : 0;
    if (from != null) {
      goOn(interval, value, scaled, now);
    } else if (isKnown && isOut(now, scaled - usual.median())) {
      from = interval.start();
      usualValue = value(usual.median());
      extreme = value;
      score = now;
      out = 1;
    } else {
      usual.add(scaled);
    }
    last = interval.end();
  }

  private void goOn(Interval interval, double value, double scaled, double now) {
    boolean isBack = score > 0 ? now < BACK : now > -BACK;
    if (isBack || out >= MOST_OUT) {
      end(isBack ? interval.start() : interval.end(), isBack);
      if (!isBack) {
        usual.clear();
      }
      usual.add(scaled);
      return;
    }
    out++;
    if (score > 0 ? now > score : now < score) {
      score = now;
      extreme = value;
    }
  }

  /** Latency and errors may only rise, throughput may only fall: the other way is no trouble. */
  private boolean isOut(double now, double change) {
    return switch (figure) {
      case P99 -> now > OUT && change > LEAST_RATIO;
      case THROUGHPUT -> now < -OUT && change < -LEAST_RATIO;
      case ERRORS -> now > OUT && change > LEAST_PERCENT;
    };
  }

  private double value(double scaled) {
    return figure == Figure.ERRORS ? scaled : Math.exp(scaled);
  }

  private void end(Instant until, boolean ends) {
    Instant begun = from;
    if (begun != null) {
      found.add(
          new Finding(
              figure,
              operation,
              begun,
              until,
              ends,
              usualValue,
              extreme,
              Math.abs(score),
              List.of()));
    }
    from = null;
  }

  /** All that stood out, in order; what still does lasts until the end. */
  List<Finding> found() {
    List<Finding> all = new ArrayList<>(found);
    Instant begun = from;
    if (begun != null) {
      all.add(
          new Finding(
              figure,
              operation,
              begun,
              last,
              false,
              usualValue,
              extreme,
              Math.abs(score),
              List.of()));
    }
    return all;
  }
}
