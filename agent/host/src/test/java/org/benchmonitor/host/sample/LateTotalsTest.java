package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals are the same whenever they are asked for: those of the intervals before them. */
class LateTotalsTest extends SampledRecording {
  private static final int TICKS = 40;

  private final Site write = recording.sites().add("write", null);
  private final Merging merging = new Merging(2);
  private final List<String> atOnce = new ArrayList<>();

  private void run(Random random, Duration warmup) {
    Sampler sampler = sampler(warmup, Duration.ZERO, false);
    for (int tick = 0; tick < TICKS; tick++) {
      // None at all in some ticks: then nothing has changed since the one before.
      int calls = random.nextInt(4) == 0 ? 0 : random.nextInt(200);
      for (int i = 0; i < calls; i++) {
        Site site = random.nextInt(10) == 0 ? write : read;
        Throwable thrown = random.nextInt(20) == 0 ? new IllegalStateException() : null;
        Probe.exit(Probe.enter(site.id()), thrown);
      }
      ticker.advance(Duration.ofSeconds(1));
      sampler.tick();
      Snapshot cut = last();
      atOnce.add(random.nextBoolean() ? text(cut.totals()) + text(cut.warmupTotals()) : "");
    }
  }

  /** All of the figures, histograms included. */
  private static String text(Figures figures) {
    StringBuilder text = new StringBuilder();
    text.append(figures.lengthNanos()).append(figures.latency()).append(figures.errorLatency());
    for (OperationFigures one : figures.operations()) {
      // Merged intervals do not know the operations without a call.
      if (one.count() > 0) {
        text.append('\n').append(one.name()).append(one.latency()).append(one.errorLatency());
        text.append(text(one.successes())).append(text(one.failures()));
      }
    }
    return text.append('\n').toString();
  }

  private static String text(EncodedHistogram histogram) {
    StringBuilder text = new StringBuilder();
    text.append(Arrays.toString(histogram.bytes()));
    BandCounts bands = histogram.bands();
    bands.forEach((band, count) -> text.append(band).append(':').append(count).append(' '));
    return text.toString();
  }

  /**
   * Merged intervals of the counted part know its exact extremes, the totals those of the warm-up
   * as well.
   */
  private static String exact(String text, int warmup) {
    return warmup == 0 ? text : text.replaceAll("(m..|p\\d+)Nanos=\\d+", "");
  }

  private String merged(int snapshot) {
    return text(merged(snapshot, false)) + text(merged(snapshot, true));
  }

  private Figures merged(int snapshot, boolean warmup) {
    List<Figures> parts = new ArrayList<>();
    for (Snapshot one : snapshots.subList(0, snapshot + 1)) {
      if (one.interval().warmup() == warmup) {
        parts.add(one.interval().figures());
      }
    }
    return merging.mergeFigures(parts, null);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,0", "4,7", "5,7"})
  void lateTotalsAreThoseThatAreAskedForAtOnce(long seed, int warmup) throws Exception {
    run(new Random(seed), Duration.ofSeconds(warmup));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      order.add(i);
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> read = new ArrayList<>();
      for (int i : order) {
        Snapshot asked = snapshots.get(i);
        read.add(readers.submit(() -> text(asked.totals()) + text(asked.warmupTotals())));
      }
      for (int i = 0; i < order.size(); i++) {
        int snapshot = order.get(i);
        assertThat(atOnce.get(snapshot)).isIn("", read.get(i).get());
        assertThat(exact(read.get(i).get(), warmup)).isEqualTo(exact(merged(snapshot), warmup));
      }
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void countsAreKnownBeforeTheFigures() {
    run(new Random(6), Duration.ofSeconds(7));
    for (Snapshot one : snapshots) {
      assertSame(one.lateTotals());
      assertSame(one.lateWarmupTotals());
    }
  }

  private static void assertSame(LateFigures late) {
    long count = late.count();
    long errors = late.errors();
    assertThat(late.get().count()).isEqualTo(count);
    assertThat(late.get().errors()).isEqualTo(errors);
    assertThat(late.get()).isSameAs(late.get());
  }
}
