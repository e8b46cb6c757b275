package org.benchmonitor.run.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.SystemUse;
import org.jspecify.annotations.Nullable;

/**
 * Writes intervals as CSV after RFC 4180: a row for each, followed by a row for each operation that
 * had calls in it. A file that is not all ASCII begins with a byte order mark; without one, a
 * spreadsheet would assume the system's character set.
 */
final class CsvFormat implements Format {
  private static final String HEAD =
      "timestamp,duration_seconds,sequence,status,warmup,operation,"
          + "operations,errors,error_rate,throughput,"
          + "latency_mean_ms,latency_min_ms,latency_p50_ms,latency_p90_ms,latency_p95_ms,"
          + "latency_p99_ms,latency_p999_ms,latency_max_ms,"
          + "active_workers,in_flight,cpu_process_percent,cpu_machine_percent,heap_used_bytes,"
          + "gc_ms,stall_ms,gc_count,stall_count,stall_max_ms,"
          + "corrected_mean_ms,corrected_min_ms,corrected_p50_ms,corrected_p90_ms,corrected_p95_ms,"
          + "corrected_p99_ms,corrected_p999_ms,corrected_max_ms,corrected_by\r\n";
  private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);
  private static final int LATENCY_COLUMNS = 8;
  private static final int SYSTEM_COLUMNS = 10;

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public String description() {
    return "a row for each interval and operation";
  }

  @Override
  public void write(Excerpt excerpt, Pieces out) throws IOException {
    write(excerpt.intervals(), excerpt.operation(), out);
  }

  /**
   * Writes the whole file, in UTF-8.
   *
   * @param operation the only one with rows, one for each interval; or null for all
   */
  static void write(List<Interval> intervals, @Nullable String operation, Pieces out)
      throws IOException {
    if (!isAscii(intervals, operation, out)) {
      out.write(BYTE_ORDER_MARK);
    }
    out.write(HEAD.getBytes(StandardCharsets.UTF_8));
    Rows rows = new Rows(out);
    for (Interval interval : intervals) {
      rows.add(interval, operation);
    }
  }

  /** Whether all names of the file are; nothing else in it could be beyond. */
  private static boolean isAscii(
      List<Interval> intervals, @Nullable String operation, Pieces resting) {
    if (operation != null) {
      return intervals.isEmpty() || isAscii(operation);
    }
    for (Interval interval : intervals) {
      for (OperationFigures one : interval.figures().operations()) {
        if (!isAscii(one.name())) {
          return false;
        }
      }
      resting.restIfDue();
    }
    return true;
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** Writes the rows of one interval after the other. */
  private static final class Rows {
    private final StringBuilder row = new StringBuilder(256);
    private final Pieces out;

    private Rows(Pieces out) {
      this.out = out;
    }

    private void add(Interval interval, @Nullable String operation) throws IOException {
      Figures figures = interval.figures();
      if (operation != null) {
        addRow(interval, OperationFigures.in(figures, operation));
        return;
      }
      addHead(interval, "");
      addFigures(figures.count(), figures.errors(), figures.latency(), figures.lengthNanos());
      addSystem(interval);
      addCorrected(figures.corrected());
      end();
      for (OperationFigures one : figures.operations()) {
        addRow(interval, one);
      }
    }

    private void end() throws IOException {
      row.append("\r\n");
      out.write(row.toString().getBytes(StandardCharsets.UTF_8));
      row.setLength(0);
      out.restIfDue();
    }

    private void addRow(Interval interval, OperationFigures one) throws IOException {
      addHead(interval, one.name());
      long length = interval.figures().lengthNanos();
      addFigures(one.count(), one.errors(), one.latency(), length);
      row.append(",".repeat(SYSTEM_COLUMNS));
      addCorrected(one.corrected());
      end();
    }

    private void addHead(Interval interval, String operation) {
      row.append(Json.time(interval.start())).append(',');
      row.append(Json.seconds(interval.nanos()).toPlainString()).append(',');
      row.append(interval.sequence()).append(',');
      row.append(interval.status().text()).append(',');
      row.append(interval.warmup()).append(',');
      row.append(CsvField.of(operation)).append(',');
    }

    private void addFigures(long count, long errors, Latency latency, long lengthNanos) {
      row.append(count).append(',').append(errors);
      add(FiguresView.errorRate(count, errors));
      add(FiguresView.rate(count, lengthNanos));
      addLatency(latency);
    }

    private void addCorrected(@Nullable Corrected corrected) {
      addLatency(corrected == null ? Latency.EMPTY : corrected.latency());
      row.append(',').append(corrected == null ? "" : CsvField.of(corrected.rule()));
    }

    private void addLatency(Latency latency) {
      if (latency.isEmpty()) {
        row.append(",".repeat(LATENCY_COLUMNS));
        return;
      }
      add(Json.millis(latency.meanNanos()));
      add(Json.millis(latency.minNanos()));
      add(Json.millis(latency.p50Nanos()));
      add(Json.millis(latency.p90Nanos()));
      add(Json.millis(latency.p95Nanos()));
      add(Json.millis(latency.p99Nanos()));
      add(Json.millis(latency.p999Nanos()));
      add(Json.millis(latency.maxNanos()));
    }

    private void addSystem(Interval interval) {
      SystemUse use = interval.system().use();
      add(Json.number(interval.activeWorkers()));
      row.append(',').append(interval.inFlight());
      add(Json.percent(use.processCpuPercent()));
      add(Json.percent(use.machineCpuPercent()));
      row.append(',').append(use.heapUsedBytes());
      add(Json.count(use.collectionMillis()));
      add(Json.millis(use.stallNanos()));
      add(Json.count(use.collections()));
      row.append(',').append(use.stalls());
      add(Json.millis(use.longestStallNanos()));
    }

    private void add(@Nullable Long number) {
      row.append(',').append(number == null ? "" : number.toString());
    }

    private void add(@Nullable BigDecimal number) {
      row.append(',').append(number == null ? "" : number.toPlainString());
    }
  }
}
