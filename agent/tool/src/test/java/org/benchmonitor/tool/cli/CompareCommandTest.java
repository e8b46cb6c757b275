package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.record.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** {@code compare} on recorded runs, reports and runs that go on. */
class CompareCommandTest {
  private static final String ID = "bench-20260118-153045-";
  private static final int SECONDS = 60;
  private static final Instant START = Snapshots.START;

  @TempDir Path parent;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = CommandRun.withRecords(parent);
  }

  /** A second of an operation, with latencies up to twice the fastest. */
  private static OperationFigures operation(String name, double millis, int errors) {
    long[] nanos = new long[400];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.round(millis * 1e6 * (1 + i / 400.0));
    }
    return Snapshots.operation(name, errors, nanos);
  }

  private static RunHeader header(long pid, String version) {
    return TestRecords.header(
        pid, "", "checkout", version.isEmpty() ? Map.of() : Map.of("version", version));
  }

  private byte[] record(long pid, String version, Instant start, int seconds, double millis) {
    return TestRecords.steady(header(pid, version), start, seconds, operation("read", millis, 1));
  }

  private Path write(long pid, byte[] record) throws IOException {
    return Files.write(command.records.resolve(ID + pid + Records.ENDING), record);
  }

  /** Base runs 11, 12, ... and new ones 21, 22, ... in turns, all a little different. */
  private void writeInTurns(int runs, double factor) throws IOException {
    for (int i = 0; i < runs; i++) {
      Instant start = START.plusSeconds(200L * i);
      double millis = 5 * (1 + 0.004 * (i % 3 - 1));
      write(11 + i, record(11 + i, "", start, SECONDS, millis));
      write(21 + i, record(21 + i, "", start.plusSeconds(100), SECONDS, millis * factor));
    }
  }

  /** The words of a comparison of so many runs a side. */
  private static String[] words(int runs, String... more) {
    List<String> words = new ArrayList<>(List.of("compare"));
    for (int i = 0; i < runs; i++) {
      words.add(ID + (11 + i));
    }
    words.add("--");
    for (int i = 0; i < runs; i++) {
      words.add(ID + (21 + i));
    }
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  private JsonNode metric(String name) {
    for (JsonNode one : command.json().get("metrics")) {
      if (one.get("metric").asString().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + command.out);
  }

  @Test
  void aWorseVersionIsShownAndToldByTheExitCode() throws IOException {
    writeInTurns(3, 1.2);
    command.expect(ExitCode.BAD, words(3));
    assertThat(command.out.lines().toList().get(0))
        .matches("OPERATION +METRIC +BASE +NEW +CHANGE +95 % INTERVAL +VERDICT");
    assertThat(command.out)
        .containsPattern("(?m)^read +p50 +7\\.\\d+ ms +8\\.9\\d+ ms +\\+(19|20)\\.\\d % .* worse$")
        .containsPattern("(?m)^read +throughput +401/s +401/s +0\\.0 % .* same$")
        .containsPattern("(?m)^read +errors +0\\.249 % .* same$")
        .contains("A verdict in brackets does not decide", "(worse)")
        .contains("- 'same' means no change of 5 % or more. It never means no change.")
        .endsWith("worse: p50 of read, p90 of read, p99 of read; 3 base and 3 new runs\n");
    assertThat(command.err).isEmpty();

    command.expect(ExitCode.BAD, words(3, "--json"));
    assertThat(command.json().get("verdict").asString()).isEqualTo("worse");
    assertThat(command.json().get("base")).hasSize(3);
    assertThat(command.json().get("new").get(0).asString()).isEqualTo(ID + 21);
    JsonNode p99 = metric("p99");
    assertThat(p99.get("verdict").asString()).isEqualTo("worse");
    assertThat(p99.get("unit").asString()).isEqualTo("ms");
    assertThat(p99.get("base").asDouble()).isBetween(9.8, 10.1);
    assertThat(p99.get("change").asDouble()).isBetween(0.19, 0.21);
    assertThat(p99.get("change_low").asDouble()).isLessThan(p99.get("change").asDouble());
    assertThat(p99.get("decides").asBoolean()).isTrue();
    assertThat(metric("p99.9").get("decides").asBoolean()).isFalse();
    assertThat(metric("p99").get("runs_needed").isNull()).isTrue();
  }

  @Test
  void theSameVersionIsTheSame() throws IOException {
    writeInTurns(5, 1);
    command.expect(ExitCode.DONE, words(5));
    assertThat(command.out).contains("same: nothing that decides is worse or better; 5 base and 5");
    writeInTurns(5, 0.8);
    command.expect(ExitCode.DONE, words(5));
    assertThat(command.out).contains("better: p50 of read, p90 of read, p99 of read; 5 base");
  }

  @Test
  void whatIsNotKnownHasCodesOfItsOwnUnlessItIsAllowed() throws IOException {
    writeInTurns(1, 1.5);
    command.expect(ExitCode.INCONCLUSIVE, words(1));
    assertThat(command.out).contains("One run a side, and no history", "inconclusive: throughput");
    command.expect(ExitCode.DONE, words(1, "--allow", "inconclusive,no-data"));

    for (int i = 0; i < 3; i++) {
      Instant start = START.plusSeconds(200L * i);
      write(11 + i, record(11 + i, "", start, 20, 5));
      write(21 + i, record(21 + i, "", start.plusSeconds(100), 20, 5));
    }
    command.expect(ExitCode.NO_DATA, words(3));
    assertThat(command.out)
        .contains(
            "Run "
                + ID
                + "11 has only 20 intervals without its warm-up, and 30 are needed. The run"
                + " would have to be about 30 s long; it has 20 s.");
    command.expect(ExitCode.NO_DATA, words(3, "--allow=inconclusive"));
    command.expect(ExitCode.DONE, words(3, "--allow=no-data"));
  }

  @Test
  void whatDecidesAndWhatMattersCanBeChosen() throws IOException {
    writeInTurns(3, 1.2);
    command.expect(ExitCode.DONE, words(3, "--gate", "throughput,errors"));
    command.expect(ExitCode.BAD, words(3, "--gate", "p99.9"));
    command.expect(ExitCode.DONE, words(3, "--change", "30%"));
    assertThat(command.out).contains("'same' means no change of 30 % or more");
  }

  @Test
  void wrongWordsAreSaid() throws IOException {
    writeInTurns(3, 1);
    String one = ID + 11;
    Map<String, String> wrong =
        Map.of(
            "compare",
            "no run of the base is named",
            "compare " + one,
            "no new run is named; compare BASE... -- NEW... names both",
            "compare -- " + one,
            "no run of the base is named",
            "compare " + one + " -- " + one,
            "run " + one + " is named twice",
            "compare " + one + " -- x",
            "no record begins with 'x'",
            "compare " + one + " -- " + ID + "21 --gate p98",
            "--gate is 'p98', allowed are thro",
            "compare " + one + " -- " + ID + "21 --change 0",
            "allowed is 0.1% to 100%",
            "compare " + one + " -- " + ID + "21 --change x",
            "allowed is 0.1% to 100%",
            "compare " + one + " -- " + ID + "21 --allow same",
            "allowed are inconclusive and no-",
            "compare " + one + " -- " + ID + "21 --markdown - --junit -",
            "takes one of --json");
    wrong.forEach(
        (words, message) -> {
          command.run(words.split(" ", -1));
          assertThat(command.exit).as(words).isIn(2, 3);
          assertThat(command.err).as(words).contains(message);
          assertThat(command.out).isEmpty();
        });
    // Options stand before, between and behind.
    command.expect(ExitCode.INCONCLUSIVE, "compare", "--json", one, "--", ID + 21);
    command.expect(ExitCode.INCONCLUSIVE, "compare", one, "--json", "--", ID + 21);
    command.expect(ExitCode.INCONCLUSIVE, "compare", one, "--", ID + 21, "--json");
    assertThat(command.run("help", "compare").out)
        .contains("java -jar monitor.jar compare [OPTIONS] BASE... -- NEW...");
  }

  @Test
  void unlikeRunsAreComparedOnlyByForce() throws IOException {
    writeInTurns(3, 1);
    write(22, record(22, "", START.plusSeconds(300), 3 * SECONDS, 5));
    command.expect(ExitCode.WRONG_WORDS, words(3));
    assertThat(command.err)
        .contains("the runs are not alike: length: 60 s of " + ID + "11; 180 s of " + ID + "22")
        .contains("--force compares them nevertheless");
    command.expect(ExitCode.DONE, words(3, "--force"));
    assertThat(command.out).contains("- The runs are not alike", "180 s of " + ID + "22");
  }

  @Test
  void aJsonReportIsNotEnough() throws IOException {
    writeInTurns(1, 1);
    Path json = parent.resolve("report.json");
    command.expect(ExitCode.DONE, "export", ID + 11, "--output", json.toString());
    command.expect(ExitCode.WRONG_WORDS, "compare", json.toString(), "--", ID + 21);
    assertThat(command.err)
        .contains("is a JSON report, which holds no histogram of an interval", "its HTML report");
  }

  @Test
  void aReportAndARunThatGoesOnAreAsGoodAsARecord() throws IOException {
    writeInTurns(1, 1.1);
    command.expect(ExitCode.INCONCLUSIVE, words(1, "--json"));
    JsonNode metrics = command.json().get("metrics");

    Path html = parent.resolve("base.html");
    command.expect(
        ExitCode.DONE, "export", ID + 11, "--format", "html", "--output", html.toString());
    command.expect(ExitCode.INCONCLUSIVE, "compare", html.toString(), "--", ID + 21, "--json");
    assertThat(command.json().get("metrics")).isEqualTo(metrics);
    assertThat(command.json().get("base").get(0).asString()).isEqualTo("base");
    command.expect(ExitCode.DONE, "show", html.toString());
    assertThat(command.out).contains("checkout", "read");

    try (StubMonitor monitor = new StubMonitor()) {
      monitor.answering("/api/frames", record(21, "", START.plusSeconds(100), SECONDS, 5.478));
      String url = monitor.entry().urlWithToken();
      command.expect(ExitCode.INCONCLUSIVE, "compare", ID + 11, "--", url, "--json");
      assertThat(monitor.asked).last().asString().contains("GET /api/frames");
      assertThat(metric("p50").get("change").asDouble()).isBetween(0.09, 0.11);
    }
    try (StubMonitor monitor = new StubMonitor().answering("/api/frames", 200, "no frames")) {
      String url = monitor.entry().urlWithToken();
      command.expect(ExitCode.FAILED, "compare", ID + 11, "--", url);
      assertThat(command.err).contains("has no run to compare");
    }
  }

  @Test
  void aReportThatIsDamagedIsSaid() throws IOException {
    writeInTurns(1, 1);
    Path html = parent.resolve("base.html");
    command.expect(
        ExitCode.DONE, "export", ID + 11, "--format", "html", "--output", html.toString());
    String whole = Files.readString(html);
    Files.writeString(html, whole.substring(0, whole.indexOf("id=\"frames\"") + 100));
    command.expect(ExitCode.FAILED, "compare", html.toString(), "--", ID + 21);
    assertThat(command.err).contains("cannot read " + html + ": it is no report of a run");
  }

  @Test
  void recordedRunsOfTheBasesVersionAreItsHistory() throws IOException {
    write(11, record(11, "1.0", START, SECONDS, 5));
    write(21, record(21, "2.0", START.plusSeconds(100), SECONDS, 6));
    command.expect(ExitCode.INCONCLUSIVE, "compare", ID + 11, "--", ID + 21);
    for (int day = 1; day <= 5; day++) {
      Instant start = START.minus(Duration.ofDays(day));
      write(30 + day, record(30 + day, "1.0", start, SECONDS, 5 + 0.01 * (day % 3)));
    }
    // None of these is like the base.
    Instant before = START.minus(Duration.ofDays(9));
    write(41, record(41, "0.9", before, SECONDS, 50));
    write(42, record(42, "1.0", before, 3 * SECONDS, 50));
    Path killed = write(43, record(43, "1.0", before, SECONDS, 50));
    byte[] bytes = Files.readAllBytes(killed);
    Files.write(killed, Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(command.records.resolve("other.bmr"), "unreadable");

    command.expect(ExitCode.BAD, "compare", ID + 11, "--", ID + 21, "--json");
    assertThat(command.json().get("history").valueStream().map(JsonNode::asString))
        .containsExactly(ID + 31, ID + 32, ID + 33, ID + 34, ID + 35);
    assertThat(command.json().get("remarks").toString())
        .contains("one_new_run", "as stable as the 6 runs of the base")
        .contains("5 recorded runs of version 1.0");
    command.expect(ExitCode.INCONCLUSIVE, "compare", ID + 11, "--", ID + 21, "--no-history");
    assertThat(command.out).contains("One run a side, and no history");
  }

  private void writeHostile() throws IOException {
    for (int i = 0; i < 3; i++) {
      Instant start = START.plusSeconds(200L * i);
      byte[] base =
          TestRecords.steady(
              header(11 + i, ""), start, SECONDS, operation("a|b @all <i>*x*", 5, 0));
      byte[] fresh =
          TestRecords.steady(
              header(21 + i, ""),
              start.plusSeconds(100),
              SECONDS,
              operation("a|b @all <i>*x*", 6, 0));
      write(11 + i, base);
      write(21 + i, fresh);
    }
  }

  @Test
  void markdownIsACommentToAPullRequest() throws IOException {
    writeHostile();
    command.expect(ExitCode.BAD, words(3, "--markdown", "-"));
    assertThat(command.out)
        .startsWith("### Benchmark: worse\n\nworse: p50 of a\\|b &#64;all &lt;i&gt;\\*x\\*, p90")
        .contains(
            """
            | operation | metric | base | new | change | 95 % interval | verdict |
            |---|---|--:|--:|--:|---|---|
            | a\\|b &#64;all &lt;i&gt;\\*x\\* | throughput | 400/s | 400/s | 0.0 % |\s""")
        .containsPattern("(?m)^\\| a.* \\| p99 \\| .* \\| \\*\\*worse\\*\\* \\|$")
        .containsPattern("(?m)^\\| a.* \\| p99.9 \\| .* \\| \\(worse\\) \\|$")
        .containsPattern("(?m)^Base: " + ID + "11, " + ID + "12, " + ID + "13 *$");
    Path file = parent.resolve("comment.md");
    Files.writeString(file, "of yesterday");
    command.expect(ExitCode.BAD, words(3, "--json", "--markdown", file.toString()));
    assertThat(file).content().startsWith("### Benchmark: worse\n");
    assertThat(command.json().get("verdict").asString()).isEqualTo("worse");
    Path nowhere = parent.resolve("none").resolve("comment.md");
    command.expect(ExitCode.FAILED, words(3, "--markdown", nowhere.toString()));
    assertThat(command.err).contains("cannot write " + nowhere);
  }

  @Test
  void junitHasATestForEachMetricThatDecides() throws Exception {
    writeHostile();
    Path file = parent.resolve("compare.xml");
    command.expect(ExitCode.BAD, words(3, "--junit", file.toString()));
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(file)))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(cases.getLength()).isEqualTo(5);
    Element p50 = (Element) cases.item(2);
    assertThat(p50.getAttribute("name")).isEqualTo("p50");
    assertThat(p50.getAttribute("classname")).isEqualTo("a|b @all <i>*x*");
    Element failure = (Element) p50.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).startsWith("worse: 7.");
    assertThat(failure.getTextContent()).contains("'same' means no change");

    command.expect(ExitCode.INCONCLUSIVE, words(1, "--junit", "-"));
    assertThat(command.out).startsWith("<?xml").contains("failures=\"5\"");
    command.expect(ExitCode.DONE, words(1, "--junit", "-", "--allow", "inconclusive"));
    assertThat(command.out).contains("skipped=\"5\"", "<skipped message=\"inconclusive\"/>");
    assertThat(command.out.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(100);
  }
}
