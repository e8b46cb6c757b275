package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.run.view.RecordedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesFormatTest {
  private static final List<Snapshot> SNAPSHOTS =
      List.of(
          Snapshots.with(
              Snapshots.interval(
                  1, RunStatus.RUNNING, Snapshots.operation("read", 1, 15_300, 20_000, 1_000_000))),
          Snapshots.with(
              Snapshots.interval(
                  2,
                  RunStatus.RUNNING,
                  Snapshots.operation("read", 0, 17_000, 3_599_000_000_000L),
                  Snapshots.operation("write", 0, 99, 100, 123_456_789))));

  private static RunView run(List<Snapshot> snapshots) {
    return new RecordedRun(Snapshots.HOST, 2, InstrumentationReport.EMPTY, snapshots);
  }

  private static String written(RunView run, String operation) throws IOException {
    List<Interval> all = run.select(Selection.upTo(Long.MAX_VALUE));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(bytes, new Pace(Rests.REAL));
    new PercentilesFormat(false)
        .write(new Excerpt(run, run.latest(), ServerState.NONE, all, operation), pieces);
    pieces.flush();
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** What HdrHistogram itself prints of the same histogram. */
  private static List<String> printed(RunView run, String operation) throws DataFormatException {
    String encoded =
        HistogramView.histogram(
                2,
                run.range(Selection.upTo(Long.MAX_VALUE), operation).figures(),
                operation,
                false,
                null)
            .get("histogram")
            .asString();
    Histogram histogram =
        Histogram.decodeFromCompressedByteBuffer(
            ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    histogram.outputPercentileDistribution(
        new PrintStream(bytes, true, StandardCharsets.US_ASCII), 5, 1e6);
    return bytes.toString(StandardCharsets.US_ASCII).lines().toList();
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split(" +", -1));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"read", "write"})
  void theLinesAreThoseOfHdrHistogramToTheNanosecond(String operation) throws Exception {
    RunView run = run(SNAPSHOTS);
    List<String> ours = written(run, operation).lines().toList();
    List<String> theirs = printed(run, operation);

    assertThat(words(ours.get(0))).isEqualTo(words(theirs.get(0)));
    assertThat(ours.get(1)).isEmpty();
    int lines = theirs.size() - 3;
    assertThat(lines).isGreaterThan(5);
    for (int i = 2; i < lines; i++) {
      List<String> our = words(ours.get(i));
      List<String> their = words(theirs.get(i));
      assertThat(our.subList(1, our.size())).isEqualTo(their.subList(1, their.size()));
      double value = Double.parseDouble(our.get(0));
      // The last ones are bounded by the exact greatest value.
      assertThat(value).isLessThanOrEqualTo(Double.parseDouble(their.get(0)) + 0.005);
      assertThat(value).isGreaterThan(0.98 * Double.parseDouble(their.get(0)) - 0.005);
    }
    assertThat(ours).hasSize(lines + 2);
    assertThat(ours.get(lines)).startsWith("#[Mean    = ");
    assertThat(ours.get(lines + 1)).startsWith("#[Max     = ").contains("Total count    = ");
  }

  @Test
  void theGreatestValueIsExact() throws IOException {
    assertThat(written(run(SNAPSHOTS), "write")).contains("#[Max     =   123.456789, Total");
  }

  @Test
  void withoutAnyCallThereAreNoLines() throws IOException {
    Snapshot none = Snapshots.with(Snapshots.interval(1, RunStatus.RUNNING));
    assertThat(written(run(List.of(none)), null).lines()).hasSize(4);
  }
}
