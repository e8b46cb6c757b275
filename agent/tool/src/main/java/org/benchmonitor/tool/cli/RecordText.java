package org.benchmonitor.tool.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.record.RecordEntry;
import org.jspecify.annotations.Nullable;

/** What a terminal shows of a recorded run. */
final class RecordText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The strongest ones; {@code --json} has all. */
  private static final int MOST_FINDINGS = 5;

  private RecordText() {}

  static String time(@Nullable Instant time) {
    return time == null ? "-" : TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + ":" + tag.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The summary of a run that was read, and what stands out in it. */
  static List<String> lines(RecordEntry entry, RecordedRun run, List<Finding> found) {
    List<String> lines = new ArrayList<>();
    lines.addAll(head(entry, run));
    Figures totals = run.latest().totals();
    long warmup = run.latest().lateWarmupTotals().count();
    lines.add(
        row(
            "operations",
            String.format(
                Locale.ROOT,
                "%,d, %,d of them failed%s",
                totals.count(),
                totals.errors(),
                warmup == 0 ? "" : String.format(Locale.ROOT, "; %,d of the warm-up", warmup))));
    lines.add(row("throughput", rate(totals.count(), totals.lengthNanos())));
    lines.add(row("latency", latency(totals.latency())));
    Corrected corrected = totals.corrected();
    if (corrected != null) {
      lines.add(row("corrected", latency(corrected.latency()) + ", by " + corrected.rule()));
    }
    if (!totals.operations().isEmpty()) {
      lines.add("");
      lines.addAll(operations(totals));
    }
    Errors errors = run.latest().errors();
    if (!errors.byType().isEmpty()) {
      lines.add("");
      lines.addAll(errors(errors));
    }
    if (!found.isEmpty()) {
      lines.add("");
      found.stream().limit(MOST_FINDINGS).forEach(one -> lines.add(row("stands out", one.text())));
    }
    return lines;
  }

  private static List<String> head(RecordEntry entry, RecordedRun run) {
    RunHeader header = run.header();
    HostFacts host = header.host();
    RunState state = run.latest().run();
    List<String> lines = new ArrayList<>();
    lines.add(row("id", entry.id()));
    lines.add(
        row("file", String.format(Locale.ROOT, "%s, %,d bytes", entry.file(), entry.bytes())));
    lines.add(
        row(
            "when",
            String.format(
                Locale.ROOT,
                "%s to %s, %.1f s",
                time(state.start()),
                time(state.end() == null ? run.latest().interval().end() : state.end()),
                state.elapsed().toMillis() / 1e3)));
    lines.add(row("ended", entry.ended()));
    if (run.ending() == RecordedRun.Ending.DAMAGED) {
      lines.add(row("damaged", "what is behind byte " + run.whole() + " cannot be read"));
    }
    if (host.scenario() != null) {
      lines.add(row("scenario", host.scenario()));
    }
    if (!header.tags().isEmpty()) {
      lines.add(row("tags", tags(header.tags())));
    }
    if (run.marking().kept()) {
      lines.add(row("kept", "never removed to make room"));
    }
    lines.add(row("program", host.mainClass() + ", process " + host.pid()));
    lines.add(row("java", host.jvmName() + " " + host.jvmVersion()));
    lines.add(row("monitor", host.version()));
    if (!header.machine().isEmpty()) {
      lines.add(row("machine", tags(header.machine())));
    }
    header.patterns().forEach(pattern -> lines.add(row("pattern", pattern)));
    return lines;
  }

  private static List<String> operations(Figures totals) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("OPERATION", "COUNT", "ERRORS", "RATE", "P50", "P90", "P99", "P99.9", "MAX"));
    for (OperationFigures one : totals.operations()) {
      Latency latency = one.latency();
      boolean none = latency.isEmpty();
      rows.add(
          List.of(
              one.name(),
              Long.toString(one.count()),
              Long.toString(one.errors()),
              rate(one.count(), totals.lengthNanos()),
              none ? "-" : DurationText.of(latency.p50Nanos()),
              none ? "-" : DurationText.of(latency.p90Nanos()),
              none ? "-" : DurationText.of(latency.p99Nanos()),
              none ? "-" : DurationText.of(latency.p999Nanos()),
              none ? "-" : DurationText.of(latency.maxNanos())));
      addCorrected(one, rows);
    }
    return Table.aligned(rows);
  }

  /** A row below the raw figures, which stands for more calls than there were. */
  private static void addCorrected(OperationFigures one, List<List<String>> rows) {
    Corrected corrected = one.corrected();
    if (corrected == null || corrected.latency().isEmpty()) {
      return;
    }
    Latency latency = corrected.latency();
    rows.add(
        List.of(
            "  corrected",
            Long.toString(latency.count()),
            "",
            "",
            DurationText.of(latency.p50Nanos()),
            DurationText.of(latency.p90Nanos()),
            DurationText.of(latency.p99Nanos()),
            DurationText.of(latency.p999Nanos()),
            DurationText.of(latency.maxNanos())));
  }

  private static List<String> errors(Errors errors) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ERROR", "COUNT", "LAST", "MESSAGE"));
    for (Errors.Type type : errors.byType()) {
      String message = type.sampleMessage();
      rows.add(
          List.of(
              errors.names().shown(type.type()),
              Long.toString(type.count()),
              time(type.lastSeen()),
              message == null ? "" : message.lines().findFirst().orElse("")));
    }
    return Table.aligned(rows);
  }

  private static String latency(Latency latency) {
    return latency.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "p50 %s, p99 %s, max %s",
            DurationText.of(latency.p50Nanos()),
            DurationText.of(latency.p99Nanos()),
            DurationText.of(latency.maxNanos()));
  }

  /** Calls by the measured time. */
  private static String rate(long count, long nanos) {
    return nanos == 0 ? "-" : String.format(Locale.ROOT, "%.1f/s", count * 1e9 / nanos);
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-16s%s", name, value);
  }
}
