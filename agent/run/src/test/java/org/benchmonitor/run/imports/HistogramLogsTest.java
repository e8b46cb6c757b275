package org.benchmonitor.run.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.benchmonitor.run.export.Excerpt;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.report.Formats;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.view.RecordedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of histograms, written by the library, by YCSB's code and by our own export. */
class HistogramLogsTest {
  private static final long START = 1_768_750_245_120L;

  @TempDir private Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String error(Path file, LogUnit unit) {
    try {
      HistogramLogs.read(List.of(file), unit);
      throw new AssertionError(file + " was read");
    } catch (IOException refused) {
      return String.valueOf(refused.getMessage()).replace(file.toString(), "FILE");
    }
  }

  private static Histogram histogram(int digits, long seed, String tag, long startMillis) {
    Histogram histogram = new Histogram(digits);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      histogram.recordValue(1 + (long) Math.exp(random.nextDouble() * 14));
    }
    histogram.setTag(tag);
    histogram.setStartTimeStamp(startMillis);
    histogram.setEndTimeStamp(startMillis + 1_000);
    return histogram;
  }

  /** As a program does that uses the library as its manual says. */
  private Path written(String name, boolean relative, Histogram... histograms) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputComment("[Logged with something]");
      writer.outputLogFormatVersion();
      writer.outputStartTime(START);
      if (relative) {
        writer.setBaseTime(START);
      }
      writer.outputLegend();
      for (Histogram one : histograms) {
        writer.outputIntervalHistogram(one);
      }
    }
    return file(name, bytes.toByteArray());
  }

  private static OperationFigures operation(Figures figures, String name) {
    return figures.operations().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertAlmost(long nanos, long value, LogUnit unit) {
    assertThat((double) nanos)
        .isBetween(0.998 * value * unit.nanos(), 1.002 * (value + 1) * unit.nanos());
  }

  @ParameterizedTest
  @EnumSource(LogUnit.class)
  void aLogOfTheLibraryHasItsTagsAsOperationsInTheGivenUnit(LogUnit unit) throws IOException {
    Histogram read = histogram(3, 1, "read", START);
    Histogram write = histogram(3, 2, "write", START);
    Histogram later = histogram(3, 3, "read", START + 1_000);
    RunView run = HistogramLogs.read(List.of(written("a.hlog", false, read, write, later)), unit);
    assertThat(run.intervals()).hasSize(2);
    assertThat(run.intervals().get(0).start()).isEqualTo(Instant.ofEpochMilli(START));
    assertThat(run.intervals().get(1).end()).isEqualTo(Instant.ofEpochMilli(START + 2_000));
    assertThat(run.intervals().get(0).figures().operations())
        .extracting(OperationFigures::name)
        .containsExactly("read", "write");
    Snapshot last = run.latest();
    assertThat(last.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(last.run().reason()).isEqualTo("imported from a.hlog");
    assertThat(run.id()).isEqualTo("a");
    assertThat(last.totals().count()).isEqualTo(1_500);
    assertThat(last.totals().lengthNanos()).isEqualTo(2_000_000_000L);
    read.add(later);
    Latency latency = operation(last.totals(), "read").latency();
    assertThat(latency.count()).isEqualTo(1_000);
    if (unit != LogUnit.S) {
      assertAlmost(latency.p50Nanos(), read.getValueAtPercentile(50), unit);
      assertAlmost(latency.p99Nanos(), read.getValueAtPercentile(99), unit);
      assertAlmost(latency.maxNanos(), read.getMaxValue(), unit);
      assertAlmost(latency.minNanos(), read.getMinValue(), unit);
    } else {
      assertThat(last.cost().clamped()).as("above an hour").isPositive();
      assertThat(latency.maxNanos()).isEqualTo(3_600_000_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTimesAreThoseOfTheLibrarysReader(boolean relative) throws IOException {
    List<Histogram> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(histogram(2, i, null, START + 3_000 + i * 1_000L));
    }
    Path log = written("times.hlog", relative, all.toArray(Histogram[]::new));
    RunView run = HistogramLogs.read(List.of(log), LogUnit.US);
    HistogramLogReader reader = new HistogramLogReader(log.toFile());
    for (Interval interval : run.intervals()) {
      EncodableHistogram expected = reader.nextIntervalHistogram();
      assertThat(interval.start().toEpochMilli())
          .isCloseTo(expected.getStartTimeStamp(), org.assertj.core.data.Offset.offset(1L));
      assertThat(interval.end().toEpochMilli())
          .isCloseTo(expected.getEndTimeStamp(), org.assertj.core.data.Offset.offset(1L));
    }
    assertThat(reader.nextIntervalHistogram()).isNull();
    assertThat(run.intervals()).hasSize(5);
    assertThat(run.intervals().get(0).start()).isEqualTo(Instant.ofEpochMilli(START + 3_000));
    assertThat(run.digits()).isEqualTo(2);
    assertThat(run.intervals().get(0).figures().operations().get(0).name()).isEqualTo("times");
  }

  /** Two digits and three, as the option of the agent allows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anExportThatIsReadAgainHasTheSameCountsAndPercentiles(long seed) throws IOException {
    Random random = new Random(seed);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      long[] read = random.longs(200, 1, 1L << random.nextInt(10, 41)).toArray();
      long[] odd = random.longs(3, 1, 1L << 20).toArray();
      Interval interval =
          Snapshots.interval(
              i,
              RunStatus.RUNNING,
              Snapshots.operation("read", 0, read),
              Snapshots.operation("a, 100% <b>+\u05e9", 0, odd));
      snapshots.add(Snapshots.with(interval));
    }
    RunView run = new RecordedRun(Snapshots.HOST, 2, InstrumentationReport.EMPTY, snapshots);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(bytes, new Pace(nanos -> {}));
    Formats.named("hlog")
        .write(new Excerpt(run, run.latest(), ServerState.NONE, run.intervals(), null), pieces);
    pieces.flush();
    RunView again = HistogramLogs.read(List.of(file("own.hlog", bytes.toByteArray())), null);
    assertThat(again.digits()).isEqualTo(2);
    assertThat(again.intervals()).hasSameSizeAs(run.intervals());
    for (int i = 0; i < run.intervals().size(); i++) {
      Interval before = run.intervals().get(i);
      Interval after = again.intervals().get(i);
      assertThat(after.start()).isEqualTo(before.start());
      assertThat(after.end()).isEqualTo(before.end());
      assertSame(before.figures(), after.figures());
    }
    Selection all = Selection.upTo(Long.MAX_VALUE);
    assertSame(run.range(all, null).figures(), again.range(all, null).figures());
    assertSame(run.range(all, null).figures(), again.latest().totals());
  }

  /** All but the shortest and what is moved by it, which a log does not tell exactly. */
  private static void assertSame(Figures before, Figures after) {
    assertThat(after.operations()).hasSameSizeAs(before.operations());
    for (OperationFigures one : before.operations()) {
      Latency latency = operation(after, one.name()).latency();
      assertThat(List.of(latency.count(), latency.p50Nanos(), latency.p99Nanos()))
          .isEqualTo(
              List.of(one.latency().count(), one.latency().p50Nanos(), one.latency().p99Nanos()));
      assertThat(List.of(latency.p999Nanos(), latency.p9999Nanos(), latency.maxNanos()))
          .isEqualTo(
              List.of(
                  one.latency().p999Nanos(), one.latency().p9999Nanos(), one.latency().maxNanos()));
    }
    assertThat(after.count()).isEqualTo(before.count());
    assertThat(after.lengthNanos()).isEqualTo(before.lengthNanos());
  }

  /** As {@code OneMeasurementHdrHistogram} of YCSB 0.17 does it. */
  private Path ycsb(String name, long shiftMillis, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputComment("[Logging for: " + name + "]");
      writer.outputLogFormatVersion();
      writer.outputStartTime(START + shiftMillis);
      writer.setBaseTime(START + shiftMillis);
      writer.outputLegend();
      for (int i = 0; i < 3; i++) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(250, count);
        histogram.setStartTimeStamp(START + shiftMillis + i * 1_000L);
        histogram.setEndTimeStamp(START + shiftMillis + (i < 2 ? i * 1_000L + 1_000 : 2_300));
        writer.outputIntervalHistogram(histogram);
      }
    }
    return file(name + ".hdr", bytes.toByteArray());
  }

  @Test
  void theFilesOfYcsbAreOneRunWhoseFailedCallsAreErrors() throws IOException {
    RunView run =
        HistogramLogs.read(
            List.of(ycsb("READ", 3, 100), ycsb("UPDATE", 0, 50), ycsb("READ-FAILED", 7, 2)),
            LogUnit.US);
    assertThat(run.id()).isEqualTo("READ");
    assertThat(run.latest().run().reason()).isEqualTo("imported from READ.hdr and 2 more");
    assertThat(run.intervals()).hasSize(3);
    assertThat(run.intervals().get(0).start()).isEqualTo(Instant.ofEpochMilli(START));
    assertThat(run.intervals().get(0).end()).isEqualTo(Instant.ofEpochMilli(START + 1_000));
    assertThat(run.intervals().get(2).end()).isEqualTo(Instant.ofEpochMilli(START + 2_307));
    Figures totals = run.latest().totals();
    assertThat(totals.operations())
        .extracting(OperationFigures::name)
        .containsExactly("UPDATE", "READ");
    assertThat(operation(totals, "READ").latency().count()).isEqualTo(300);
    assertThat(operation(totals, "READ").errors()).isEqualTo(6);
    assertThat(operation(totals, "UPDATE").errors()).isZero();
    assertAlmost(operation(totals, "UPDATE").latency().p50Nanos(), 250, LogUnit.US);
    assertThat(run.latest().errors().total()).isEqualTo(6);
    assertThat(run.latest().errors().byType().get(0).operations()).containsEntry("READ", 6L);
    assertThat(run.intervals().get(1).errors().types().get(0).count()).isEqualTo(2);
    assertThat(run.host().interval()).hasSeconds(1);
  }

  @Test
  void linesThatOverlapLoseNoCallAndNoIntervalOverlaps() throws IOException {
    List<Histogram> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(histogram(3, i, "short", START + i * 1_000L));
    }
    Histogram whole = histogram(3, 99, "whole", START);
    whole.setEndTimeStamp(START + 10_000);
    all.add(whole);
    all.add(histogram(3, 100, "short", START + 4_200));
    RunView run =
        HistogramLogs.read(
            List.of(written("a.hlog", false, all.toArray(Histogram[]::new))), LogUnit.NS);
    assertThat(run.latest().totals().count()).isEqualTo(12 * 500);
    assertThat(run.intervals()).hasSize(10);
    Instant last = Instant.MIN;
    for (Interval interval : run.intervals()) {
      assertThat(interval.start()).isAfterOrEqualTo(last);
      assertThat(interval.end()).isAfterOrEqualTo(interval.start());
      last = interval.end();
    }
  }

  @Test
  void aHistogramOfDoublesIsReadToo() throws IOException {
    DoubleHistogram histogram = new DoubleHistogram(3);
    for (int i = 1; i <= 100; i++) {
      histogram.recordValue(i * 0.5);
    }
    histogram.setStartTimeStamp(START);
    histogram.setEndTimeStamp(START + 1_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      new HistogramLogWriter(out).outputIntervalHistogram(histogram);
    }
    RunView run = HistogramLogs.read(List.of(file("d.hlog", bytes.toByteArray())), LogUnit.MS);
    Latency latency = run.latest().totals().latency();
    assertThat(latency.count()).isEqualTo(100);
    assertThat((double) latency.maxNanos()).isBetween(49.9e6, 50.1e6);
    assertThat((double) latency.p50Nanos()).isBetween(24.9e6, 25.1e6);
  }

  @Test
  void theUnitIsNeededWhereTheFileDoesNotSayIt() throws IOException {
    Path log = written("a.hlog", false, histogram(3, 1, null, START));
    assertThat(error(log, null))
        .isEqualTo("FILE does not say the unit of its values, allowed are ns, us, ms, s");
    String text = Files.readString(log);
    Path own =
        file(
            "own.hlog",
            text.replace(
                "Logged with something", "Logged with Bench Monitor 1; values are nanoseconds"));
    assertThat(HistogramLogs.read(List.of(own), null).latest().totals().count()).isEqualTo(500);
    assertThat(HistogramLogs.read(List.of(own), LogUnit.NS).digits()).isEqualTo(3);
    assertThat(error(own, LogUnit.US))
        .isEqualTo("FILE says that its values are nanoseconds, the unit is 'us'");
    assertThat(LogUnit.of("us")).contains(LogUnit.US);
    assertThat(LogUnit.of("years")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "0.1,1.0,3 | the line is '0.1,1.0,3', allowed is a start, a length, a maximum and a",
        "Tag=a | the line is 'Tag=a', allowed is a start, a length, a maximum and a histogram",
        "x,1.0,3,AAAA | StartTimestamp is 'x', allowed is a number of 0 or more",
        "1,-1.0,3,AAAA | Interval_Length is '-1.0', allowed is a number of 0 or more",
        "1,NaN,3,AAAA | Interval_Length is 'NaN', allowed is a number of 0 or more",
        "1,1,3,*** | Interval_Compressed_Histogram is '***', allowed is Base64",
        "1,1,3,AAAA | it is no histogram of HdrHistogram",
        "#[Histogram log format version 2.0] | the format's version is '2.0', allowed is 1.0 to 1.3",
        "#[StartTime: soon (seconds)] | StartTime is 'soon', allowed is a number of 0 or more",
        "hello there | the line is 'hello there', allowed is a start"
      })
  void aBrokenLineIsNamedWithItsValueAndWhatIsAllowed(String line, String message)
      throws IOException {
    String whole = Files.readString(written("a.hlog", false, histogram(3, 1, null, START)));
    long number = whole.lines().count() + 1;
    Path log = file("b.hlog", whole + line + "\n" + whole);
    assertThat(error(log, LogUnit.US)).startsWith("FILE, line " + number + ": " + message);
  }

  @Test
  void whatAKilledWriterLeavesIsAShorterRun() throws IOException {
    Path log =
        written(
            "a.hlog", false, histogram(3, 1, null, START), histogram(3, 2, null, START + 1_000));
    byte[] whole = Files.readAllBytes(log);
    int second = new String(whole, StandardCharsets.UTF_8).trim().lastIndexOf('\n') + 1;
    int read = 0;
    // Up to the padding of Base64, without which the line is whole.
    for (int cut = second + 1; cut < whole.length - 5; cut += 7) {
      Path torn = file("torn.hlog", java.util.Arrays.copyOf(whole, cut));
      assertThat(HistogramLogs.read(List.of(torn), LogUnit.US).latest().totals().count())
          .isEqualTo(500);
      read++;
    }
    assertThat(read).isGreaterThan(100);
    assertThat(HistogramLogs.read(List.of(log), LogUnit.US).latest().totals().count())
        .isEqualTo(1_000);
  }

  @Test
  void whatIsNoLogIsRefused() throws IOException {
    assertThat(error(file("empty.hlog", ""), LogUnit.US)).startsWith("FILE has no interval");
    assertThat(error(folder, LogUnit.US)).isEqualTo("FILE is no file");
    assertThatThrownBy(() -> HistogramLogs.read(List.of(folder.resolve("none.hlog")), LogUnit.US))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("none.hlog is no file");
    assertThat(error(file("binary.hlog", new byte[] {1, 2, 3, '\n'}), LogUnit.US))
        .startsWith("FILE, line 1: the line is '");
    assertThat(HistogramLogs.isLog(file("record.bmr", new byte[] {0, 0, 1, 2}))).isFalse();
    assertThat(HistogramLogs.isLog(file("a.txt", "#[Logged"))).isTrue();
    assertThat(HistogramLogs.isLog(file("nothing", ""))).isFalse();
    assertThat(HistogramLogs.isLog(file("prose.txt", "no record"))).isFalse();
    assertThat(HistogramLogs.isLog(file("bare", "0.1,1.0,3,AAAA"))).isTrue();
  }
}
