package org.benchmonitor.run.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.benchmonitor.run.export.AlertsView;
import org.benchmonitor.run.export.Excerpt;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.BadFrame;
import org.benchmonitor.run.frame.FrameReader;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.RunJudge;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HtmlReportTest {
  private static final int INTERVALS = 20;

  private static RunView run() {
    return judged(Judgement.NONE);
  }

  private static RunView judged(Judgement judgement) {
    RetainedRuns runs =
        new RetainedRuns(
            RunHeader.of(Snapshots.HOST, 2),
            () -> InstrumentationReport.EMPTY,
            List::of,
            session -> judgement,
            Duration.ofHours(1));
    LongStream.rangeClosed(1, INTERVALS)
        .mapToObj(HtmlReportTest::snapshot)
        .forEach(runs::onSnapshot);
    return runs.current().orElseThrow();
  }

  private static Snapshot snapshot(long number) {
    RunStatus status = number <= 2 ? RunStatus.WARMUP : RunStatus.RUNNING;
    return Snapshots.with(
        Snapshots.interval(
            number,
            status,
            Snapshots.operation("read", 1, 1_000 * number, 50_000L),
            Snapshots.operation(Snapshots.HOSTILE, 0, 2_000_000L)));
  }

  private interface Writing {
    void to(Pieces out) throws IOException;
  }

  private static String written(Writing writing, Rests rests) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(file, new Pace(rests));
    writing.to(pieces);
    pieces.flush();
    return file.toString(StandardCharsets.UTF_8);
  }

  private static String exported(RunView run, Selection range, @Nullable String operation)
      throws IOException {
    Excerpt excerpt =
        new Excerpt(run, run.latest(), ServerState.NONE, run.select(range), operation);
    return written(out -> Formats.named("html").write(excerpt, out), Rests.NEVER);
  }

  private static byte[] block(String html, String id) throws IOException {
    Matcher block =
        Pattern.compile(
                "<script type=\"application/octet-stream;base64\" id=\"" + id + "\">([^<]*)<")
            .matcher(html);
    assertThat(block.find()).as(id).isTrue();
    assertThat(block.group(1)).matches("[A-Za-z0-9+/]+=*");
    try (InputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(block.group(1))))) {
      return in.readAllBytes();
    }
  }

  private static RecordedRun frames(String html) throws IOException, BadFrame {
    return FrameReader.read(ByteBuffer.wrap(block(html, "frames")));
  }

  private static JsonNode documents(String html) throws IOException {
    return Json.read(block(html, "documents"));
  }

  @Test
  void aReportHasTheFramesAndTheDocumentsOfItsRun() throws IOException, BadFrame {
    RunView run = run();
    String html = exported(run, new Selection(null, null, false, INTERVALS), null);
    assertThat(html).startsWith(HtmlReport.BEGIN).endsWith("</html>\n");
    assertThat(documents(html))
        .isEqualTo(
            Json.read(Json.bytes(ReportDocument.figures(run, ServerState.NONE, Resting.NEVER))));
    RecordedRun read = frames(html);
    assertThat(read.intervals()).hasSize(INTERVALS);
    assertThat(read.latest().totals().count()).isEqualTo(4L * (INTERVALS - 2));
    assertThat(read.intervals().get(0).warmup()).isTrue();
    assertThat(read.range(Selection.upTo(INTERVALS), null).figures().latency())
        .isEqualTo(run.range(Selection.upTo(INTERVALS), null).figures().latency());
  }

  @Test
  void aReportHasTheJudgementOfTheWholeRunWhicheverRangeItShows() throws IOException {
    RunView run = run();
    assertThat(documents(exported(run, Selection.upTo(INTERVALS), null)).has("alerts")).isFalse();
    List<Threshold> thresholds =
        List.of(Threshold.parse("slow=max of read < 1us"), Threshold.parse("p50 < 1s"));
    Judgement judgement = RunJudge.of(thresholds, run.digits(), run.intervals(), run.latest());
    RunView judged = judged(judgement);
    Selection range =
        new Selection(
            Snapshots.START.plusSeconds(5), Snapshots.START.plusSeconds(9), false, INTERVALS);
    for (Selection shown : List.of(Selection.upTo(INTERVALS), range)) {
      JsonNode alerts = documents(exported(judged, shown, null)).get("alerts");
      assertThat(alerts).isEqualTo(Json.read(Json.bytes(AlertsView.of(run.latest(), judgement))));
      assertThat(alerts.get("thresholds").get(0).get("state").asString()).isEqualTo("broken");
      assertThat(alerts.get("active").size()).isEqualTo(1);
    }
  }

  @Test
  void noTextOfTheHostIsAPartOfThePage() throws IOException {
    ObjectNode writer = Json.object().put("pid", 4711).put("scope", "</script><b>");
    String html =
        written(out -> HtmlReport.write(run(), ServerState.NONE, writer, out), Rests.NEVER);
    assertThat(html)
        .contains(
            HtmlReport.BEFORE_WRITER + "{\"writer\":{\"pid\":4711,\"scope\":\"\\u003c/script>")
        .doesNotContain("<img", "<b>");
    assertThat(html.indexOf(HtmlReport.BEFORE_WRITER)).isLessThan(1_000);
    assertThat(documents(html).get("metrics").get("by_operation").has("read")).isTrue();
  }

  @Test
  void aRangeHasItsIntervalsAndFiguresAndAnOperationItsOwn() throws IOException, BadFrame {
    RunView run = run();
    Selection range =
        new Selection(
            Snapshots.START.plusSeconds(5), Snapshots.START.plusSeconds(9), false, INTERVALS);
    String html = exported(run, range, null);
    assertThat(frames(html).intervals())
        .extracting(Interval::sequence)
        .containsExactly(6L, 7L, 8L, 9L);
    JsonNode total = documents(html).get("metrics").get("total");
    assertThat(total.get("operations").asInt()).isEqualTo(16);
    String one = exported(run, Selection.upTo(INTERVALS), "read");
    assertThat(frames(one).latest().totals().operations())
        .extracting(figures -> figures.name())
        .containsExactly("read");
    assertThat(documents(one).get("metrics").get("by_operation").size()).isEqualTo(1);
  }

  @Test
  void itsRunIsReadAgain(@TempDir Path directory) throws IOException, BadFrame {
    String html = exported(run(), Selection.upTo(INTERVALS), null);
    Path file = Files.writeString(directory.resolve("report.html"), html);
    assertThat(ReportReader.isReport(file)).isTrue();
    RecordedRun read = ReportReader.read(file);
    assertThat(read.latest().totals().latency())
        .isEqualTo(frames(html).latest().totals().latency());
    assertThat(read.intervals()).hasSize(INTERVALS);

    int frames = html.indexOf("id=\"frames\"");
    Files.writeString(file, html.substring(0, frames + 50));
    assertThatThrownBy(() -> ReportReader.read(file)).hasMessage("it is no report of a run");
    Files.writeString(file, html.replaceFirst("id=\"frames\">", "id=\"frames\">?"));
    assertThatThrownBy(() -> ReportReader.read(file))
        .hasMessageStartingWith("the run in it is dam");
    Files.writeString(file, "<html>");
    assertThat(ReportReader.isReport(file)).isFalse();
    assertThatThrownBy(() -> ReportReader.read(file)).hasMessage("it is no report of a run");
  }

  @Test
  void theFileIsTheSameWithRestsAndWithNone() throws IOException {
    RunView run = run();
    int[] rests = new int[1];
    Rests always =
        new Rests() {
          private long now;

          @Override
          public void rest(long nanos) {
            rests[0]++;
          }

          @Override
          public long nanoTime() {
            now += 1_000_000;
            return now;
          }
        };
    Writing report = out -> HtmlReport.write(run, ServerState.NONE, null, out);
    assertThat(written(report, always)).isEqualTo(written(report, Rests.NEVER));
    assertThat(rests[0]).isGreaterThan(INTERVALS);
  }
}
