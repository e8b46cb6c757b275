package org.benchmonitor.run.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A window has what the intervals in it have when they are merged anew. */
class WindowTest {
  private static Interval random(long sequence, SplittableRandom random) {
    List<OperationFigures> operations = new ArrayList<>();
    for (String name : List.of("read", "write")) {
      int calls = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 60);
      long[] nanos = random.longs(calls, 1, 1L << random.nextInt(1, 41)).toArray();
      operations.add(Snapshots.operation(name, random.nextInt(3), nanos));
    }
    return Snapshots.interval(
        sequence, RunStatus.RUNNING, operations.toArray(OperationFigures[]::new));
  }

  @ParameterizedTest
  @CsvSource({"1,", "7,", "7, read", "25,", "0,", "0, write"})
  void itIsTheExactMergeOfItsIntervals(int seconds, String operation) {
    SplittableRandom random = new SplittableRandom(15 + seconds);
    Duration length = seconds == 0 ? null : Duration.ofSeconds(seconds);
    Window window = new Window(operation, length, 2);
    List<Interval> all = new ArrayList<>();
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (int i = 1; i <= 120; i++) {
        all.add(random(i, random));
        window.add(all.get(i - 1), decoder);
        List<Interval> inside = seconds == 0 ? all : all.subList(Math.max(0, i - seconds), i);
        Figures figures =
            new Merging(2).mergeFigures(Merging.figures(List.copyOf(inside)), operation);
        Latency merged = figures.latency();
        assertThat(window.latencies().latency()).as("interval " + i).isEqualTo(merged);
        assertThat(window.calls()).isEqualTo(figures.count());
        assertThat(window.latencies().valueAtPercentile(99.9)).isEqualTo(merged.p999Nanos());
        assertThat(window.isFull()).isEqualTo(i >= seconds);
        Interval last = inside.get(inside.size() - 1);
        assertThat(value(window, "errors <= 3", last)).isEqualTo((double) figures.errors());
        if (figures.count() > 0) {
          assertThat(value(window, "throughput > 3", last))
              .isEqualTo(figures.count() / (double) inside.size());
        }
      }
    }
  }

  private static double value(Window window, String threshold, Interval last) {
    return window.value(Threshold.parse(threshold).metric(), last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu < 61.2%", "gc <= 1.2%", "stall < 41ms", "heap <= 19%"})
  void figuresOfTheJvmAreThoseOfTheWindow(String threshold) {
    Window window = new Window(null, Duration.ofSeconds(2), 2);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (int i = 1; i < 5; i++) {
        window.add(Snapshots.interval(i, RunStatus.RUNNING), decoder);
      }
    }
    double value = value(window, threshold, Snapshots.interval(5, RunStatus.RUNNING));
    double wanted =
        switch (threshold.substring(0, 2)) {
          case "cp" -> 61.25;
          case "gc" -> 1.2;
          case "st" -> 41e6;
          default -> 19.53125;
        };
    assertThat(value).isEqualTo(wanted);
  }

  @Test
  void theHeapOfAWindowIsTheGreatestInIt() {
    Window window = new Window(null, Duration.ofSeconds(3), 2);
    Interval last = Snapshots.interval(1, RunStatus.RUNNING);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (long used : new long[] {100 << 20, 256 << 20, 200 << 20, 100 << 20}) {
        last = Snapshots.withHeap(Snapshots.interval(1, RunStatus.RUNNING), used);
        window.add(last, decoder);
      }
      assertThat(value(window, "heap < 90% over 3s", last)).isEqualTo(50.0);
      window.add(last, decoder);
      assertThat(value(window, "heap < 90% over 3s", last)).isEqualTo(39.0625);
    }
  }
}
