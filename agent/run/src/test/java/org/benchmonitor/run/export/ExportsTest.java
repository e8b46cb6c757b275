package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exports, read back. */
class ExportsTest {
  private static final List<Interval> INTERVALS =
      List.of(
          Snapshots.interval(1, RunStatus.WARMUP, Snapshots.operation("read", 1, 7, 1_234_567)),
          Snapshots.interval(2, RunStatus.RUNNING),
          Snapshots.interval(
              3,
              RunStatus.RUNNING,
              Snapshots.operation("read", 2, 15_300, 20_000),
              Snapshots.operation(Snapshots.HOSTILE, 0, 999, 3_599_000_000_000L),
              Snapshots.operation("only errors", 4)),
          Snapshots.running().interval());

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Rows of fields, by RFC 4180. */
  private static List<List<String>> rows(byte[] csv) {
    String whole = new String(csv, StandardCharsets.UTF_8);
    String text = whole.startsWith(BYTE_ORDER_MARK) ? whole.substring(1) : whole;
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && text.startsWith("\"\"", i)) {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
        field.append(c);
      } else if (c != '\n') {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\r') {
          rows.add(row);
          row = new ArrayList<>();
        }
      }
    }
    assertThat(quoted).isFalse();
    assertThat(field).isEmpty();
    return rows;
  }

  private static List<Map<String, String>> read(byte[] csv) {
    List<List<String>> rows = rows(csv);
    List<Map<String, String>> read = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      assertThat(row).hasSameSizeAs(rows.get(0));
      Map<String, String> fields = new TreeMap<>();
      for (int i = 0; i < row.size(); i++) {
        fields.put(rows.get(0).get(i), row.get(i));
      }
      read.add(fields);
    }
    return read;
  }

  @Test
  void everyIntervalHasARowAndOneForEachOperationThatRan() {
    List<Map<String, String>> rows = read(Written.csv(INTERVALS, null));
    assertThat(rows)
        .extracting(row -> row.get("operation"))
        .containsExactly(
            "",
            "read",
            "",
            "",
            "read",
            Snapshots.HOSTILE.replace('\ud800', '\ufffd'),
            "only errors",
            "",
            "read",
            Snapshots.HOSTILE.replace('\ud800', '\ufffd'));
    assertThat(rows.get(3))
        .containsEntry("timestamp", "2026-01-18T15:30:47.120Z")
        .containsEntry("operations", "10")
        .containsEntry("errors", "6")
        .containsEntry("error_rate", "60")
        .containsEntry("throughput", "10")
        .containsEntry("active_workers", "2")
        .containsEntry("heap_used_bytes", "104857600");
    assertThat(rows.get(4))
        .containsEntry("latency_min_ms", "0.0153")
        .containsEntry("latency_max_ms", "0.02")
        .containsEntry("errors", "2")
        .containsEntry("heap_used_bytes", "");
    assertThat(rows.get(6)).containsEntry("latency_p50_ms", "").containsEntry("errors", "4");
    assertThat(rows.get(7)).containsEntry("gc_ms", "12").containsEntry("stall_ms", "41");
  }

  @Test
  void oneOperationHasARowInEveryInterval() {
    List<Map<String, String>> rows = read(Written.csv(INTERVALS, "read"));
    assertThat(rows).hasSize(4).allMatch(row -> row.get("operation").equals("read"));
    assertThat(rows).extracting(row -> row.get("operations")).containsExactly("3", "0", "4", "4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\uff1d1",
        "'=1",
        "a,b",
        "a;b",
        "a\"b",
        "\"",
        "a\r\nb",
        "a\u2028b",
        "plain",
        "\ud83d\ude00"
      })
  void aNameIsReadBackAsItWasAndNeverAsAFormula(String name) {
    Interval interval =
        Snapshots.interval(1, RunStatus.RUNNING, Snapshots.operation(name, 0, 1_000));
    String field = read(Written.csv(List.of(interval), null)).get(1).get("operation");
    assertThat(field).doesNotContainPattern("^[=+@\\t\\r\\n\uff1d-]");
    assertThat(field.startsWith("'") ? field.substring(1) : field).isEqualTo(name);
  }

  @Test
  void aSpreadsheetIsToldOfTheCharacterSetWhereItMatters() {
    assertThat(csvOf("read")).startsWith("timestamp,").doesNotContain(BYTE_ORDER_MARK);
    for (String name :
        List.of("gr\u00f6\u00dfe", "\u8aad\u3080", "\ud83d\ude00", BYTE_ORDER_MARK)) {
      assertThat(csvOf(name)).startsWith(BYTE_ORDER_MARK + "timestamp,").contains("," + name + ",");
    }
  }

  private static String csvOf(String name) {
    Interval interval =
        Snapshots.interval(1, RunStatus.RUNNING, Snapshots.operation(name, 0, 1_000));
    return new String(Written.csv(List.of(interval), null), StandardCharsets.UTF_8);
  }

  private record Line(String tag, double start, double end, Histogram histogram) {}

  private static List<Line> lines(byte[] log) {
    List<Line> lines = new ArrayList<>();
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
    while (reader.hasNext()) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      if (next != null) {
        lines.add(
            new Line(
                next.getTag(),
                next.getStartTimeStamp() / 1e3,
                next.getEndTimeStamp() / 1e3,
                (Histogram) next));
      }
    }
    assertThat(reader.getStartTimeSec()).isEqualTo(1768750245.120);
    return lines;
  }

  @Test
  void hdrHistogramsOwnReaderReadsTheLogWithAbsoluteAscendingTimes() {
    List<Line> lines = lines(Written.log("0.1.0", INTERVALS, null));
    assertThat(lines).hasSize(5);
    assertThat(lines).extracting(Line::start).isSorted();
    assertThat(lines.get(0).start).isEqualTo(1768750245.120);
    assertThat(lines.get(0).end).isEqualTo(1768750246.120);
    assertThat(lines.get(4).start).isEqualTo(1768750249.120);
    assertThat(lines.get(0).tag).isEqualTo("read");
  }

  @Test
  void theLogMergedIsWhatTheIntervalsHoldMerged() {
    LatencyHistogram expected = new LatencyHistogram(2);
    INTERVALS.forEach(
        interval -> interval.figures().operations().forEach(one -> expected.add(one.successes())));
    Histogram merged = new Histogram(1, LatencyBands.HIGHEST_NANOS, 2);
    lines(Written.log("0.1.0", INTERVALS, null)).forEach(line -> merged.add(line.histogram));
    assertThat(merged.getTotalCount()).isEqualTo(expected.count()).isEqualTo(10);
    assertThat(merged.getValueAtPercentile(50)).isEqualTo(expected.latency().p50Nanos());
    assertThat(merged.getMaxValue()).isEqualTo(expected.latency().maxNanos());
    assertThat(lines(Written.log("0.1.0", INTERVALS, "read")))
        .hasSize(3)
        .allMatch(line -> line.tag.equals("read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a,b", "a\nb", "a\u2028b", "%", "a=b", "\u00e4", "#[x]", " ", "a_b"})
  void aHostileNameStaysOneTagThatTellsTheName(String name) {
    Interval interval =
        Snapshots.interval(1, RunStatus.RUNNING, Snapshots.operation(name, 0, 1_000));
    List<Line> lines = lines(Written.log("0.1.0", List.of(interval), null));
    assertThat(lines).hasSize(1);
    String tag = lines.get(0).tag;
    assertThat(tag).isEqualTo(HistogramLogFormat.tag(name)).matches("[!-~&&[^,]]+");
    assertThat(java.net.URLDecoder.decode(tag.replace("+", "%2B"), StandardCharsets.UTF_8))
        .isEqualTo(name);
  }

  @Test
  void anEmptyRangeIsAnEmptyFile() {
    assertThat(rows(Written.csv(List.of(), null))).hasSize(1);
    String log = new String(Written.log("0.1.0", List.of(), null), StandardCharsets.UTF_8);
    assertThat(log.lines()).hasSize(3);
  }
}
