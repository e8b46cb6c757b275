package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.benchmonitor.run.compare.MadeDocuments;
import org.benchmonitor.run.frame.Marking;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Suggestion;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordsView;
import org.benchmonitor.run.report.Formats;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.RunJudge;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.run.view.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every document against its golden file; {@code -Dgolden.update=true} writes the files anew, to be
 * read before they are committed.
 */
class DocumentsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Snapshot RUNNING = Snapshots.running();
  private static final List<Interval> LAST = List.of(RUNNING.interval());
  private static final HostFacts HOST =
      new HostFacts(
          "0.1.0",
          4711,
          "OpenJDK 64-Bit Server VM",
          "17.0.15",
          "Debian",
          "com.acme.Runner",
          Duration.ofSeconds(300),
          100,
          Snapshots.HOSTILE,
          Duration.ofSeconds(1),
          true);
  private static final ServerState SERVER =
      new ServerState(2, 1, 7, List.of("pattern " + Snapshots.HOSTILE + " has matched nothing"));

  private static LatencyHistogram histogram() {
    LatencyHistogram histogram = new LatencyHistogram(2);
    histogram.add(Snapshots.histogram(15_300, 20_000, 1_250_000));
    return histogram;
  }

  private static JsonNode status(Snapshot snapshot) {
    return StatusView.of(snapshot, HOST, SERVER);
  }

  /** Of a run in which one threshold was broken twice, one holds, and one has nothing to judge. */
  private static Judgement judgement() {
    List<Threshold> thresholds =
        Threshold.known(
            List.of(
                "slow=p99 of read < 50ms over 2s, webhook",
                "errors < 50%",
                "throughput > 1000/s for 1m after 10s",
                "p99.9 < 1s"));
    List<Interval> intervals = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      long nanos = i % 5 == 3 || i > 10 ? 83_000_000 : 12_000_000;
      intervals.add(
          Snapshots.interval(
              i, RunStatus.RUNNING, Snapshots.operation("read", 1, nanos, nanos + 5, nanos)));
    }
    return RunJudge.of(thresholds, 2, intervals, RUNNING);
  }

  private static ObjectNode statusObject(Snapshot snapshot) {
    return StatusView.of(snapshot, HOST, SERVER);
  }

  private static ObjectNode timeline() {
    return TimelineView.of(
        RUNNING,
        new TimelineView.Asked(Duration.ofSeconds(300), null, Duration.ofSeconds(1), null),
        List.of(
            Snapshots.interval(1, RunStatus.WARMUP, Snapshots.operation("read", 0, 7)),
            Snapshots.interval(2, RunStatus.RUNNING),
            RUNNING.interval()),
        List.of(Snapshots.NOTE),
        null,
        true);
  }

  /**
   * Twenty seconds with collections and stalls, in points of a length; the page merges them too.
   */
  private static ObjectNode timeline(Duration pointLength) {
    Merger merger = new Merging(2).merger();
    List<Interval> run = SystemRuns.of(40).subList(20, 40);
    int each = (int) pointLength.toSeconds();
    List<Interval> points =
        IntStream.iterate(0, from -> from < run.size(), from -> from + each)
            .mapToObj(from -> merger.point(run.subList(from, from + each), null))
            .toList();
    return TimelineView.of(
        RUNNING,
        new TimelineView.Asked(null, null, pointLength, null),
        points,
        List.of(),
        null,
        true);
  }

  private static ObjectNode metricsOfRange() {
    Interval interval = RUNNING.interval();
    return MetricsView.ofRange(
        RUNNING,
        new Range(
            interval.figures(),
            interval.errors(),
            Snapshots.START,
            Snapshots.START.plusSeconds(1),
            1));
  }

  private static ObjectNode heatmap() {
    BandCounts counts = RUNNING.interval().figures().operations().get(0).successes().bands();
    return HeatmapView.of(
        5,
        "read",
        MetricsView.range(Snapshots.START.plusSeconds(4), Snapshots.START.plusSeconds(5), 1),
        List.of(new HeatColumn(Snapshots.START.plusSeconds(4), 1_000_000_000L, counts)));
  }

  private static SuggestionReport suggestions() {
    return new SuggestionReport(
        SuggestionReport.State.DONE,
        1,
        Instant.parse("2026-01-18T15:30:45.120Z"),
        812,
        4,
        0.84,
        List.of("virtual threads run here"),
        null,
        List.of(
            new Suggestion(
                "com.acme.Worker#insert",
                97.1,
                new Suggestion.Trial(5079, 2539.5, 1_573_100, 99.9, 4),
                true,
                "called in the loop of Worker.run"),
            new Suggestion(
                "com.acme.Worker#call",
                97.1,
                new Suggestion.Trial(0, 0, Double.NaN, 0, 0),
                false,
                "a loop"),
            new Suggestion("com.acme.Old#run", 2.5, null, false, "not tried")));
  }

  private static SuggestionReport failedSuggestions() {
    return new SuggestionReport(
        SuggestionReport.State.FAILED,
        1,
        Instant.parse("2026-01-18T15:30:45.120Z"),
        0,
        0,
        0,
        List.of(),
        "this runtime has no module java.management",
        List.of());
  }

  private static ObjectNode instrumentation() {
    return InstrumentationView.of(
        new InstrumentationReport(
            List.of(
                new InstrumentationReport.Pattern(
                    "create=com.acme.Worker#insert",
                    "create",
                    List.of(
                        new InstrumentationReport.Method(
                            "com.acme.Worker",
                            "insert(java.lang.String)",
                            0,
                            3,
                            1,
                            4,
                            5,
                            2,
                            24,
                            62,
                            List.of("synchronized: ..."))),
                    List.of(
                        new InstrumentationReport.Failure("com.acme.Old", null, "hidden"),
                        new InstrumentationReport.Failure("com.acme.New", "insert()", "abstract")),
                    List.of()),
                new InstrumentationReport.Pattern(
                    "com.acme.Wroker#read",
                    "read",
                    List.of(),
                    List.of(),
                    List.of("com.acme.Worker"))),
            0,
            true,
            List.of(
                new InstrumentationReport.Preset(
                    "acme",
                    "Acme's load generator",
                    false,
                    InstrumentationReport.PresetState.TAKEN,
                    List.of(
                        "op=create=com.acme.Worker#insert,ok=return:true",
                        "op=com.acme.Worker#read"),
                    List.of("a retry is a call of its own"),
                    List.of("com.acme.Worker#read: there is none")))));
  }

  private static final RecordEntry UNREADABLE =
      new RecordEntry(
          "other",
          Path.of("other.bmr"),
          12,
          Snapshots.START,
          null,
          false,
          "it does not begin with the header of a recorded run");

  private static JsonNode record(Snapshot last) {
    return RecordsView.of(entry(last));
  }

  private static RecordEntry entry(Snapshot last) {
    RunHeader header =
        new RunHeader(
            last.run().id(),
            Snapshots.HOST,
            "86123",
            2,
            List.of("com.acme.Worker#read"),
            List.of(),
            Map.of("version", "2.1"),
            Map.of("cores", "2"));
    RunSummary summary =
        new RunSummary(
            header,
            last.run(),
            last.lateTotals().count(),
            last.lateTotals().errors(),
            last.totals().latency().p50Nanos(),
            last.totals().latency().p99Nanos(),
            last.totals().latency().maxNanos(),
            new Marking(true, false),
            Ending.WHOLE);
    String id = last.run().id() + "-4711";
    return new RecordEntry(id, Path.of(id + ".bmr"), 48_211, Snapshots.START, summary, false, "");
  }

  static Stream<Arguments> documents() {
    Snapshot completed = Snapshots.completed();
    return Stream.of(
        Arguments.of("status", status(RUNNING)),
        Arguments.of("status-completed", status(completed)),
        Arguments.of("status-recorded", statusObject(completed).set("recorded", record(completed))),
        Arguments.of("records", RecordsView.of(List.of(entry(completed), UNREADABLE))),
        Arguments.of("metrics", MetricsView.of(RUNNING)),
        Arguments.of("metrics-range", metricsOfRange()),
        Arguments.of("timeline", timeline()),
        Arguments.of(
            "timeline-operation",
            TimelineView.of(
                RUNNING,
                new TimelineView.Asked(
                    null,
                    MetricsView.range(Snapshots.START, Snapshots.START.plusSeconds(5), 5),
                    Duration.ofSeconds(5),
                    "read"),
                List.of(RUNNING.interval()),
                List.of(),
                Snapshots.interval(4, RunStatus.RUNNING),
                true)),
        Arguments.of("note", TimelineView.event(Snapshots.NOTE)),
        Arguments.of("timeline-fine", timeline(Duration.ofSeconds(1))),
        Arguments.of("timeline-merged", timeline(Duration.ofSeconds(10))),
        Arguments.of("workers", WorkersView.of(RUNNING, WorkersQuery.first(20))),
        Arguments.of(
            "workers-by-operations",
            WorkersView.of(
                RUNNING,
                new WorkersQuery(
                    "", WorkersQuery.Shown.ANY, WorkersQuery.Sort.OPERATIONS, true, 1, 1))),
        Arguments.of("errors", ErrorsView.of(RUNNING, 50)),
        Arguments.of("errors-filtered", ErrorsView.of(RUNNING, 50, "409 Conflict", "read")),
        Arguments.of("heatmap", heatmap()),
        Arguments.of(
            "export",
            JsonFormat.document(
                metricsOfRange().get("range"),
                statusObject(RUNNING),
                metricsOfRange(),
                timeline(),
                ErrorsView.ofRange(
                    RUNNING, Range.of(LAST, all -> all.get(0).figures(), Resting.NEVER), null))),
        Arguments.of("export-formats", Formats.document()),
        Arguments.of(
            "logs",
            LogsView.of(
                List.of(
                    new LogEntry(
                        Snapshots.START, LogLevel.INFO, Snapshots.HOSTILE, Map.of("port", 9090))))),
        Arguments.of(
            "sessions",
            SessionsView.of(
                List.of(RUNNING, completed),
                List.of(
                    new OtherJvm(4712, "http://localhost:9091/", Snapshots.HOSTILE, "bench-2"),
                    new OtherJvm(4713, "http://localhost:9092/", "com.acme.Other")))),
        Arguments.of("system", SystemView.of(RUNNING)),
        Arguments.of("instrumentation", instrumentation()),
        Arguments.of("suggestions", SuggestionsView.of(suggestions())),
        Arguments.of("suggestions-failed", SuggestionsView.of(failedSuggestions())),
        Arguments.of("histogram", HistogramView.histogram(histogram(), "read", null)),
        Arguments.of("percentiles", HistogramView.percentiles(histogram(), null, null)),
        Arguments.of(
            "hello",
            StreamMessages.hello(
                RUNNING, statusObject(RUNNING), timeline(), instrumentation(), judgement())),
        Arguments.of(
            "metrics-update",
            StreamMessages.metricsUpdate(RUNNING, statusObject(RUNNING), judgement())),
        Arguments.of("alerts", AlertsView.of(RUNNING, judgement())),
        Arguments.of("findings", findings()),
        Arguments.of("comparison", MadeDocuments.comparison()),
        Arguments.of("trend", MadeDocuments.trend()),
        Arguments.of("health", HealthView.health(RUNNING, judgement())),
        Arguments.of("summary", HealthView.summary(RUNNING, judgement(), "com.acme.Main@7", 1)),
        Arguments.of(
            "status-change",
            StreamMessages.statusChange(
                RUNNING, RunStatus.WARMUP, RunStatus.RUNNING, statusObject(RUNNING))),
        Arguments.of(
            "error-occurred",
            StreamMessages.errorOccurred(RUNNING, RUNNING.errors().fresh().get(0), 3)),
        Arguments.of(
            "benchmark-completed",
            StreamMessages.benchmarkCompleted(completed, statusObject(completed))),
        Arguments.of("pong", StreamMessages.pong(RUNNING)),
        Arguments.of(
            "report",
            ReportDocument.of(
                Json.object().put("pid", 4711).put("start", "86123"),
                completed,
                statusObject(completed),
                timeline(),
                instrumentation())));
  }

  /** Half a minute as usual, three slow seconds, and as usual again until the errors begin. */
  private static JsonNode findings() {
    List<Interval> intervals = new ArrayList<>();
    for (int second = 0; second < 50; second++) {
      long[] nanos = new long[40];
      Arrays.fill(nanos, (second >= 30 && second < 33 ? 85 : 12 + second % 3) * 1_000_000L);
      intervals.add(
          Snapshots.interval(
              second + 1L,
              RunStatus.RUNNING,
              Snapshots.operation("read", second > 45 ? 10 : 0, nanos)));
    }
    return FindingsView.of(50, intervals, Instant.MIN, Resting.NEVER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aDocumentIsAsItsGoldenFile(String name, JsonNode document) throws IOException {
    Path file = GOLDEN.resolve(name + ".json");
    String now = new String(Json.pretty(document), StandardCharsets.UTF_8) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      assertThat(System.getenv("CI")).as("CI compares golden files and writes none").isNull();
      Files.createDirectories(GOLDEN);
      Files.writeString(file, now);
    }
    assertThat(now).isEqualTo(Files.readString(file));
  }

  @Test
  void eachGoldenFileIsThatOfADocument() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              documents().map(document -> document.get()[0] + ".json").toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aDocumentIsOneLineOfAsciiThatParsesAgain(String name, JsonNode document) {
    String line = new String(Json.bytes(document), StandardCharsets.US_ASCII);
    assertThat(line)
        .as(name)
        .doesNotContain("\n", "\r", "NaN", "Infinity")
        .doesNotContainPattern("[0-9]E[-0-9]");
    assertThat(line.chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
    JsonNode again = JsonMapper.builder().build().readTree(line);
    assertThat(again.size()).isEqualTo(document.size()).isPositive();
  }

  @Test
  void millisecondsAreExactToTheNanosecond() {
    assertThat(Json.millis(15_300L)).hasToString("0.0153");
    assertThat(Json.millis(1L)).hasToString("0.000001");
    assertThat(Json.millis(3_600_000_000_000L)).hasToString("3600000");
    assertThat(Json.number(Double.NaN)).isNull();
    assertThat(Json.number(Double.POSITIVE_INFINITY)).isNull();
  }

  @Test
  void halvesOfSurrogatesAreReplacedAndPairsStay() {
    JsonNode node = Json.object().put("a", "\ud83d\ude00 \ud800 \\ud800 \udc00\ud800");
    assertThat(new String(Json.bytes(node), StandardCharsets.US_ASCII))
        .isEqualTo("{\"a\":\"\\uD83D\\uDE00 \\uFFFD \\\\ud800 \\uFFFD\\uFFFD\"}");
  }

  @Test
  void operationsCostWhatOneCostsTimesAllOfThemWarmUpIncluded() {
    JsonNode monitor = status(RUNNING).get("monitor");
    long operations = RUNNING.totals().count() + RUNNING.warmupTotals().count();
    assertThat(RUNNING.warmupTotals().count()).isPositive();
    assertThat(monitor.get("ns_per_operation").asDouble()).isEqualTo(46.04);
    assertThat(monitor.get("operations_cost_ms").asDouble())
        .isCloseTo(46.04102 * operations / 1e6, within(1e-9));
    double elapsedNanos = RUNNING.run().elapsed().toNanos();
    assertThat(monitor.get("operations_cpu_percent").asDouble())
        .isCloseTo(46.04102 * operations / elapsedNanos * 100, within(1e-9));
    assertThat(monitor.get("clock").get("cost_ns").asDouble()).isEqualTo(17.45);
  }

  @Test
  void whatWasNotMeasuredYetIsNull() {
    JsonNode monitor = status(Snapshots.with(MonitorCost.NONE)).get("monitor");
    for (String field :
        List.of("ns_per_operation", "operations_cost_ms", "operations_cpu_percent")) {
      assertThat(monitor.get(field).isNull()).as(field).isTrue();
    }
    assertThat(monitor.get("clock").get("cost_ns").isNull()).isTrue();
    assertThat(monitor.get("clock").get("name").asString()).isEqualTo("nanotime");
  }

  @Test
  void theTimeOfASwitchToAnotherClockIsThere() {
    MonitorCost.ClockState switched =
        new MonitorCost.ClockState("nanotime (fallen back)", 2_600_000_000L, Snapshots.START);
    JsonNode clock =
        status(Snapshots.with(new MonitorCost(switched, null, MemoryUse.NONE, 0, 0, 0, 0)))
            .get("monitor")
            .get("clock");
    assertThat(clock.get("switched_at").asString()).isEqualTo("2026-01-18T15:30:45.120Z");
    assertThat(clock.get("frequency_hz").asLong()).isEqualTo(2_600_000_000L);
  }

  @Test
  void whatNeverRanHasNoRateOfSuccess() {
    JsonNode metrics = Json.read(Json.bytes(MetricsView.of(RUNNING)));
    JsonNode idle = metrics.get("by_operation").get("idle");
    assertThat(idle.get("success_rate").isNull()).isTrue();
    assertThat(idle.get("throughput").asInt()).isZero();
    assertThat(idle.get("latency").get("p99").isNull()).isTrue();
  }
}
