package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.bootstrap.Frame;
import org.benchmonitor.bootstrap.PlannedStart;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;

class CorrectedLatencyTest extends SampledRecording {
  private static final long EXPECTED = 3_000;

  private final Site write = recording.sites().add("write", null);

  private Sampler sampler() {
    return sampler(Duration.ZERO, Duration.ZERO, false);
  }

  private Snapshot tick(Sampler sampler) {
    ticker.advance(Duration.ofSeconds(1));
    sampler.tick();
    return last();
  }

  private void correct(Site site) {
    recording.sites().correct(site, Correction.ofInterval("expected_interval=3us", EXPECTED));
  }

  /** Calls of several expected intervals each. */
  private static void slowCalls(Site site, int times) {
    for (int i = 0; i < times; i++) {
      Frame frame = Probe.enter(site.id());
      long end = System.nanoTime() + (i % 7 + 1) * 10_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      Probe.exit(frame, null);
    }
  }

  private static OperationFigures operation(Figures figures, String name) {
    return OperationFigures.in(figures, name);
  }

  private static Corrected corrected(Figures figures, String name) {
    return Objects.requireNonNull(operation(figures, name).corrected());
  }

  private static Histogram decoded(EncodedHistogram encoded) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded.bytes()), 0);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Map<Long, Long> counters(Histogram histogram) {
    Map<Long, Long> counters = new TreeMap<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      counters.put(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
    }
    return counters;
  }

  private static void isThatOfHdrHistogram(OperationFigures figures, long interval) {
    Histogram raw = decoded(figures.successes());
    Corrected corrected = Objects.requireNonNull(figures.corrected());
    assertThat(counters(decoded(corrected.histogram())))
        .isEqualTo(counters(raw.copyCorrectedForCoordinatedOmission(interval)));
    assertThat(corrected.latency().count()).isGreaterThan(2 * figures.latency().count());
    assertThat(corrected.latency().maxNanos()).isEqualTo(figures.latency().maxNanos());
  }

  @Test
  void intervalsAndTotalsAreCorrectedAsHdrHistogramDoes() {
    correct(read);
    Sampler sampler = sampler();
    for (int i = 1; i <= 5; i++) {
      slowCalls(read, 10 * i);
      isThatOfHdrHistogram(operation(tick(sampler).interval().figures(), "read"), EXPECTED);
    }

    OperationFigures totals = operation(last().totals(), "read");
    isThatOfHdrHistogram(totals, EXPECTED);
    assertThat(corrected(last().totals(), "read").rule()).isEqualTo("expected_interval=3us");
    assertThat(totals.latency().count()).isEqualTo(150);
    // Once more, by readers of a later snapshot that has no other counts.
    isThatOfHdrHistogram(operation(tick(sampler).totals(), "read"), EXPECTED);
  }

  @Test
  void mergedIntervalsHaveTheCorrectedTotals() {
    correct(read);
    Sampler sampler = sampler();
    for (int i = 0; i < 3; i++) {
      slowCalls(read, 20);
      call(write, 1);
      tick(sampler);
    }
    List<Figures> intervals =
        snapshots.stream().map(snapshot -> snapshot.interval().figures()).toList();

    Figures merged = new Merging(2).mergeFigures(intervals, null);

    assertThat(counters(decoded(corrected(merged, "read").histogram())))
        .isEqualTo(counters(decoded(corrected(last().totals(), "read").histogram())));
    assertThat(operation(merged, "write").corrected()).isNull();
    assertThat(merged.corrected()).isNull();
    assertThat(new Merging(2).mergeFigures(intervals, "read").corrected()).isNotNull();
  }

  @Test
  void aSumIsCorrectedOnlyIfAllThatIsInItIs() {
    correct(read);
    Sampler sampler = sampler();
    slowCalls(read, 10);
    Snapshot alone = tick(sampler);
    assertThat(Objects.requireNonNull(alone.totals().corrected()).latency())
        .isEqualTo(corrected(alone.totals(), "read").latency());
    assertThat(alone.interval().figures().corrected()).isNotNull();

    call(write, 1);
    Snapshot both = tick(sampler);
    assertThat(both.totals().corrected()).isNull();
    assertThat(both.totals().latency().count()).isEqualTo(11);
    assertThat(corrected(both.totals(), "read").latency())
        .isEqualTo(corrected(alone.totals(), "read").latency());
  }

  @Test
  void withoutARuleNothingIsCorrected() {
    Sampler sampler = sampler();
    slowCalls(read, 10);

    Snapshot snapshot = tick(sampler);

    assertThat(operation(snapshot.totals(), "read").corrected()).isNull();
    assertThat(snapshot.totals().corrected()).isNull();
    assertThat(snapshot.interval().figures().corrected()).isNull();
  }

  @Test
  void failedCallsAreInNoCorrectedLatency() {
    correct(read);
    Sampler sampler = sampler();
    Probe.exit(Probe.enter(read.id()), new IllegalStateException());

    Snapshot snapshot = tick(sampler);

    assertThat(operation(snapshot.totals(), "read").errors()).isEqualTo(1);
    assertThat(corrected(snapshot.totals(), "read").latency().count()).isZero();
  }

  @Test
  void theWarmUpIsCorrectedApart() {
    correct(read);
    Sampler sampler = sampler(Duration.ofSeconds(1), Duration.ZERO, false);
    slowCalls(read, 10);
    tick(sampler);
    slowCalls(read, 20);
    Snapshot snapshot = tick(sampler);

    isThatOfHdrHistogram(operation(snapshot.warmupTotals(), "read"), EXPECTED);
    isThatOfHdrHistogram(operation(snapshot.totals(), "read"), EXPECTED);
    assertThat(snapshot.totals().count()).isEqualTo(20);
  }

  @Test
  void aRuleThatIsTakenAwayCorrectsNothingMore() {
    correct(read);
    Sampler sampler = sampler();
    slowCalls(read, 10);
    Corrected before = corrected(tick(sampler).totals(), "read");
    recording.sites().retire(List.of(read), true);
    Site again = recording.sites().add("read", null);
    slowCalls(again, 10);
    Snapshot after = tick(sampler);

    assertThat(operation(after.interval().figures(), "read").corrected()).isNull();
    assertThat(corrected(after.totals(), "read").latency()).isEqualTo(before.latency());
    assertThat(operation(after.totals(), "read").count()).isEqualTo(20);
  }

  @Test
  void bothRulesOfARunAreNamed() {
    correct(read);
    Sampler sampler = sampler();
    slowCalls(read, 10);
    tick(sampler);
    recording.sites().correct(read, Correction.ofInterval("expected_interval=5us", 5_000));
    slowCalls(read, 10);
    Snapshot snapshot = tick(sampler);

    isThatOfHdrHistogram(operation(snapshot.interval().figures(), "read"), 5_000);
    assertThat(corrected(snapshot.totals(), "read").rule())
        .isEqualTo("expected_interval=3us; expected_interval=5us");
  }

  /** Engines would take a count that goes back for the start of another program. */
  @Test
  void overTheLifeOfTheRecordingNoKindOfRuleLosesACount() {
    correct(read);
    Sampler sampler = sampler();
    slowCalls(read, 10);
    tick(sampler);
    Corrected first = lifetime(sampler);
    assertThat(first.rule()).isEqualTo("interval");
    assertThat(first.latency()).isEqualTo(corrected(last().totals(), "read").latency());

    recording
        .sites()
        .correct(
            read,
            Correction.ofPlan(
                "intended=arg:0", new PlannedStart(PlannedStart.Unit.NANOTIME, null)));
    tick(sampler);
    assertThat(lifetime(sampler).rule()).isEqualTo("intended");

    recording.sites().correct(read, Correction.ofInterval("expected_interval=4us", 4_000));
    slowCalls(read, 10);
    tick(sampler);
    Corrected since = corrected(last().totals(), "read");
    assertThat(since.rule()).as("of the run").isEqualTo("expected_interval=4us");
    assertThat(lifetime(sampler).rule()).isEqualTo("interval");
    assertThat(lifetime(sampler).latency().count())
        .isEqualTo(first.latency().count() + since.latency().count());
    sampler.beginAnew("another run");
    assertThat(lifetime(sampler).latency().count())
        .isEqualTo(first.latency().count() + since.latency().count());
  }

  private static Corrected lifetime(Sampler sampler) {
    return corrected(sampler.lifetime().operations().get(), "read");
  }

  @Test
  void operationsNamedByAnArgumentAreCorrectedEach() {
    RecordingSites.NameSource names = recording.sites().newNameSource(null);
    Site named = recording.sites().addNamed(names, null);
    recording.sites().correct(named, Correction.ofInterval("expected_interval=3us", EXPECTED));
    Sampler sampler = sampler();
    for (int i = 0; i < 20; i++) {
      Frame frame = Probe.enterNamed(named.id(), i % 2 == 0 ? "even" : "odd");
      long end = System.nanoTime() + 20_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      Probe.exit(frame, null);
    }

    Snapshot snapshot = tick(sampler);

    isThatOfHdrHistogram(operation(snapshot.totals(), "even"), EXPECTED);
    isThatOfHdrHistogram(operation(snapshot.totals(), "odd"), EXPECTED);
  }

  @Test
  void theIntervalOfARateIsThatOfTheWorkersThatWereActive() throws InterruptedException {
    // 500 calls a second of one worker are one in 2 us, of two workers in 4 us.
    recording.sites().correct(read, Correction.ofRate("rate=500000/s", 500_000));
    Sampler sampler = sampler();
    slowCalls(read, 10);
    isThatOfHdrHistogram(operation(tick(sampler).interval().figures(), "read"), 2_000);

    // One that has ended before the interval does was active in it.
    Thread other = new Thread(() -> slowCalls(read, 10));
    other.start();
    other.join();
    slowCalls(read, 10);
    isThatOfHdrHistogram(operation(tick(sampler).interval().figures(), "read"), 4_000);

    slowCalls(read, 10);
    isThatOfHdrHistogram(operation(tick(sampler).interval().figures(), "read"), 2_000);
    assertThat(corrected(last().totals(), "read").latency().count())
        .isEqualTo(
            snapshots.stream()
                .mapToLong(one -> corrected(one.interval().figures(), "read").latency().count())
                .sum());
  }

  @Test
  void correctedCountsAreHeldInTheBudget() {
    Sampler sampler = sampler();
    slowCalls(read, 10);
    long before = countBytes(tick(sampler));
    correct(read);
    slowCalls(read, 10);

    assertThat(countBytes(tick(sampler))).isGreaterThan(before + 100);
  }

  private static long countBytes(Snapshot snapshot) {
    return snapshot.cost().memory().parts().stream()
        .filter(part -> part.name().equals("counts"))
        .findFirst()
        .orElseThrow()
        .bytes();
  }
}
