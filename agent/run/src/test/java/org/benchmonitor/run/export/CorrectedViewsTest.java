package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.benchmonitor.run.imports.HistogramLogs;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.view.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CorrectedViewsTest {
  @TempDir private Path directory;

  private static OperationFigures corrected(String name, long... nanos) {
    return Snapshots.corrected("expected_interval=10ms", Snapshots.operation(name, 0, nanos));
  }

  private static Interval interval(OperationFigures... operations) {
    return Snapshots.interval(1, RunStatus.RUNNING, operations);
  }

  private static JsonNode metrics(Figures figures) {
    Range range =
        new Range(figures, ErrorCounts.NONE, Snapshots.START, Snapshots.START.plusSeconds(1), 1);
    return read(MetricsView.ofRange(Snapshots.running(), range));
  }

  /** Late parts are made when they are written. */
  private static JsonNode read(JsonNode made) {
    return Json.read(Json.text(made).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void correctedFiguresStandBesideTheRawOnesWithTheirRule() {
    Figures figures = interval(corrected("read", 80_000_000), raw("write")).figures();

    JsonNode read = metrics(figures).get("by_operation").get("read");

    assertThat(read.get("latency").get("p99").asDouble()).isEqualTo(80.0);
    assertThat(read.get("latency").get("count").asInt()).isEqualTo(1);
    assertThat(read.get("corrected").get("rule").asString()).isEqualTo("expected_interval=10ms");
    assertThat(read.get("corrected").get("count").asInt()).isEqualTo(2);
    assertThat(read.get("corrected").get("min").asDouble()).isEqualTo(40.0);
    assertThat(metrics(figures).get("by_operation").get("write").get("corrected").isNull())
        .isTrue();
    assertThat(metrics(figures).get("total").get("corrected").isNull()).isTrue();
  }

  @Test
  void aPointHasThemOnlyWhereThereIsARule() {
    Interval interval = interval(corrected("read", 80_000_000), raw("write"));

    JsonNode all = point(interval, null);
    assertThat(all.has("corrected_p99")).isFalse();
    assertThat(all.get("by_operation").get("read").get("corrected_p99").asDouble()).isEqualTo(80);
    assertThat(all.get("by_operation").get("write").has("corrected_p99")).isFalse();
    assertThat(point(interval, "read").get("corrected_max").asDouble()).isEqualTo(80);
    assertThat(point(interval, "write").has("corrected_max")).isFalse();
  }

  @Test
  void aTableHasTheirColumnsBehindAllOthers() {
    Interval interval = interval(corrected("read", 80_000_000), raw("write"));

    List<String> rows = text(Written.csv(List.of(interval), null)).lines().toList();

    assertThat(rows.get(0)).endsWith(",corrected_p999_ms,corrected_max_ms,corrected_by");
    assertThat(rows.get(1)).endsWith(",,,,,,,,,");
    assertThat(rows.get(2)).endsWith(",80,80,80,expected_interval=10ms");
    assertThat(rows.get(3)).endsWith(",,,,,,,,,");
  }

  @Test
  void aLogHasThemUnderATagOfTheirOwnWithTheRule() throws IOException {
    Interval interval =
        interval(corrected("read", 80_000_000, 3_000), raw("write"), raw("read.corrected"));
    byte[] log = Written.log("0.1.0", List.of(interval), null);
    assertThat(text(log).lines().filter(line -> line.startsWith("Tag=")))
        .extracting(line -> line.substring(4, line.indexOf(',')))
        .containsExactly("read", "read.corrected", "write", "read%2Ecorrected");
    assertThat(text(log)).contains("#[Corrected: read.corrected by expected_interval=10ms]\n");
    Path file = Files.write(directory.resolve("run.hlog"), log);

    Figures read = HistogramLogs.read(List.of(file), null).latest().totals();

    assertThat(read.operations())
        .extracting(OperationFigures::name)
        .containsExactly("read", "write", "read.corrected");
    OperationFigures first = read.operations().get(0);
    Corrected expected = Objects.requireNonNull(interval.figures().operations().get(0).corrected());
    Corrected corrected = Objects.requireNonNull(first.corrected());
    assertThat(first.latency().count()).isEqualTo(2);
    assertThat(corrected.rule()).isEqualTo("expected_interval=10ms");
    assertThat(corrected.latency().count()).isEqualTo(4);
    assertThat(corrected.latency().p50Nanos()).isEqualTo(expected.latency().p50Nanos());
    assertThat(corrected.latency().maxNanos()).isEqualTo(80_000_000);
    assertThat(read.operations().get(2).corrected()).isNull();
  }

  @Test
  void percentilesAreOfOneOrTheOther() {
    Figures figures = interval(corrected("read", 80_000_000), raw("write")).figures();

    assertThat(percentiles(figures, "read", false).get("count").asInt()).isEqualTo(1);
    assertThat(percentiles(figures, "read", true).get("count").asInt()).isEqualTo(2);
    assertThat(percentiles(figures, "write", true).get("count").asInt()).isZero();
    // Of all together there is none, as one of them has no rule.
    assertThat(percentiles(figures, null, true).get("count").asInt()).isZero();
    assertThat(percentiles(figures, null, false).get("count").asInt()).isEqualTo(2);
  }

  private static JsonNode percentiles(
      Figures figures, @Nullable String operation, boolean isCorrected) {
    return HistogramView.percentiles(2, figures, operation, isCorrected, null);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static OperationFigures raw(String name) {
    return Snapshots.operation(name, 0, 2_000_000);
  }

  private static JsonNode point(Interval interval, @Nullable String operation) {
    return read(TimelineView.point(interval, operation, ErrorNames.NONE, name -> true));
  }
}
