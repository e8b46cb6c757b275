package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.benchmonitor.run.export.HeatmapView;
import org.benchmonitor.run.export.HistogramView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.MetricsView;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the monitor answers about a run. A report answers the same, from the run's frames alone: the
 * page's tests compare it with the file that this test holds. {@code -Dgolden.update=true} writes
 * the answers anew; the run is kept, because its bytes depend on the JDK's compression.
 */
class ReportAnswersTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "report");
  private static final Path FRAMES = FOLDER.resolve("run.txt");
  private static final Path ANSWERS = FOLDER.resolve("answers.json");
  private static final int LINE = 100;

  private static final int FEWEST_TICKS = 32;

  private final ArrayNode asked;
  private final ObjectNode all = Json.object();
  private final RunView run;
  private final Snapshot snapshot;

  ReportAnswersTest() throws IOException, BadFrame {
    asked = all.putArray("asked");
    if (!Files.exists(FRAMES)) {
      Files.createDirectories(FOLDER);
      byte[] bytes = FrameRunsTest.file(longRun(), true);
      Files.writeString(
          FRAMES,
          Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes).concat("\n"));
    }
    byte[] frames = Base64.getMimeDecoder().decode(Files.readString(FRAMES));
    run = FrameReader.read(ByteBuffer.wrap(frames));
    snapshot = run.latest();
  }

  /** With a warm-up, pauses and lost ticks. */
  private static List<Snapshot> longRun() {
    return LongStream.iterate(1, seed -> seed + 1)
        .mapToObj(RandomRun::of)
        .filter(ticks -> ticks.size() > FEWEST_TICKS && ticks.get(0).interval().warmup())
        .findFirst()
        .orElseThrow();
  }

  private record Asked(@Nullable Long from, @Nullable Long to, @Nullable String op) {
    ObjectNode query() {
      ObjectNode query = Json.object();
      if (from != null) {
        query.put("from", from.longValue());
      }
      if (to != null) {
        query.put("to", to.longValue());
      }
      if (op != null) {
        query.put("op", op);
      }
      return query;
    }

    Selection selection(boolean includeWarmup, Snapshot snapshot) {
      return new Selection(instant(from), instant(to), includeWarmup, snapshot.sequence());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }
  }

  private void add(String path, ObjectNode query, JsonNode answer) {
    ObjectNode one = asked.addObject().put("path", path);
    one.set("query", query);
    one.set("answer", answer);
  }

  private void metrics(Asked of, boolean warmup) {
    Range range = run.range(of.selection(warmup, snapshot), null);
    add("metrics", with(of.query(), warmup), MetricsView.ofRange(snapshot, range));
  }

  private static ObjectNode with(ObjectNode query, boolean warmup) {
    return warmup ? query.put("include", "warmup") : query;
  }

  private void percentiles(Asked of, boolean warmup) {
    percentiles(of, warmup, false);
    percentiles(of, warmup, true);
  }

  private void percentiles(Asked of, boolean warmup, boolean isCorrected) {
    boolean isOfAll = of.from == null && of.to == null;
    Range range = run.range(of.selection(warmup, snapshot), of.op);
    ObjectNode query = with(of.query(), warmup);
    add(
        "percentiles",
        isCorrected ? query.put("latency", "corrected") : query,
        HistogramView.percentiles(
            run.digits(),
            isOfAll ? run.totals(snapshot, warmup) : range.figures(),
            of.op,
            isCorrected,
            isOfAll ? null : MetricsView.range(range)));
  }

  private void heat(Asked of, boolean warmup, int columns) {
    List<Interval> chosen = run.select(of.selection(warmup, snapshot));
    add(
        "heatmap",
        with(of.query(), warmup).put("columns", columns),
        HeatmapView.of(
            snapshot.sequence(),
            of.op,
            chosen.isEmpty() ? null : MetricsView.range(chosen),
            run.heat(chosen, of.op, columns, Resting.NEVER)));
  }

  private void timeline(Asked of, Duration point) {
    List<Interval> chosen = run.select(of.selection(true, snapshot));
    timeline(
        of.query(), chosen, new TimelineView.Asked(null, MetricsView.range(chosen), point, of.op));
  }

  private void window(Duration window, Duration point, @Nullable String op) {
    List<Interval> chosen = run.select(run.window(window, snapshot.sequence()));
    timeline(
        new Asked(null, null, op).query().put("window", window.toSeconds()),
        chosen,
        new TimelineView.Asked(window, null, point, op));
  }

  private void timeline(ObjectNode query, List<Interval> chosen, TimelineView.Asked of) {
    List<Interval> points = run.timeline(chosen, of.pointLength(), of.operation(), Resting.NEVER);
    add(
        "metrics/timeline",
        query.put("interval", of.pointLength().toMillis() / 1e3),
        TimelineView.of(
            snapshot,
            of,
            points,
            run.notes(chosen, snapshot.sequence()),
            run.newestMerged(),
            false));
  }

  @Test
  void theAnswersAreThoseOfTheFile() throws IOException {
    List<Interval> intervals = run.intervals();
    long start = intervals.get(0).start().toEpochMilli();
    long end = intervals.get(intervals.size() - 1).end().toEpochMilli();
    long third = (end - start) / 3;
    List<Asked> ranges =
        List.of(
            new Asked(start - 1, end + 1, null),
            new Asked(start, start + third, null),
            new Asked(start + third + 400, end - third, null),
            new Asked(end - 3_000, end, null),
            new Asked(null, start + third, null),
            new Asked(end - third, null, null),
            new Asked(end + 1, end + 2, null));
    all.set(
        "documents",
        ReportDocument.figures(run, new ServerState(0, 0, 0, List.of()), Resting.NEVER));
    for (Asked range : ranges) {
      for (boolean warmup : new boolean[] {false, true}) {
        metrics(range, warmup);
      }
      timeline(range, Duration.ofMillis(100));
      timeline(range, Duration.ofSeconds(4));
      heat(range, true, 10);
    }
    List<String> operations =
        snapshot.totals().operations().stream().map(one -> one.name()).toList();
    assertThat(operations).hasSizeGreaterThan(2);
    for (String operation : operations) {
      Asked whole = new Asked(null, null, operation);
      Asked part = new Asked(start + third, end - third, operation);
      for (Asked one : List.of(whole, part)) {
        percentiles(one, false);
        heat(one, false, 10);
      }
      timeline(part, Duration.ofSeconds(3));
      window(Duration.ofSeconds(60), Duration.ofSeconds(2), operation);
    }
    percentiles(new Asked(null, null, null), false);
    percentiles(new Asked(null, null, null), true);
    heat(new Asked(null, null, null), false, 600);
    window(Duration.ofHours(1), Duration.ofMillis(100), null);
    window(Duration.ofSeconds(7), Duration.ofSeconds(1), null);
    assertThat(intervals).hasSizeGreaterThan(FEWEST_TICKS);
    assertThat(intervals).anyMatch(Interval::warmup);
    String now = new String(Json.bytes(all), StandardCharsets.UTF_8) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      assertThat(System.getenv("CI")).as("CI compares golden files and writes none").isNull();
      Files.writeString(ANSWERS, now);
    }
    assertThat(now).isEqualTo(Files.readString(ANSWERS));
  }
}
