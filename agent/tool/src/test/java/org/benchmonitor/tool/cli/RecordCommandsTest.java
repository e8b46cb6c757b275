package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.report.Formats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands on recorded runs. */
class RecordCommandsTest {
  private static final String ID = "bench-20260118-153045-";

  @TempDir Path parent;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = CommandRun.withRecords(parent);
  }

  private Path write(long pid, boolean ended) throws IOException {
    return Files.write(
        command.records.resolve(ID + pid + Records.ENDING),
        TestRecords.file(
            TestRecords.header(pid, "", "checkout " + pid, Map.of("version", "v" + pid)),
            TestRecords.snapshots(pid),
            ended));
  }

  private Figures totals(Path file) throws IOException {
    return new Records(command.records, (pid, started, written) -> false)
        .read(file)
        .latest()
        .totals();
  }

  @Test
  void runsAreListedWithWhatTheyCameTo() throws IOException {
    Path file = write(1, true);
    write(2, false);
    Files.writeString(command.records.resolve("other.bmr"), "unreadable");

    command.expect(ExitCode.DONE, "runs");

    List<String> lines = command.out.lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("ID ").contains("WHEN", "SCENARIO", "P99", "ERRORS");
    String row =
        lines.stream().filter(line -> line.startsWith(ID + "1 ")).findFirst().orElseThrow();
    assertThat(row).contains("checkout 1", "version:v1", "completed: the program returned");
    assertThat(row)
        .contains("  " + totals(file).count() + "  ")
        .endsWith("  " + totals(file).errors());
    assertThat(command.out).contains("failed: killed", "unreadable: it does not begin with");

    command.expect(ExitCode.DONE, "runs", "--json");
    JsonNode records = command.json().get("records");
    assertThat(records).hasSize(3);
    JsonNode first =
        records
            .valueStream()
            .filter(one -> one.get("id").asString().equals(ID + 1))
            .findFirst()
            .orElseThrow();
    assertThat(first.get("operations").asLong()).isEqualTo(totals(file).count());
    assertThat(first.get("latency").get("p99").decimalValue().movePointRight(6).longValueExact())
        .isEqualTo(totals(file).latency().p99Nanos());
    assertThat(first.get("tags").get("version").asString()).isEqualTo("v1");
    assertThat(first.get("scenario").asString()).isEqualTo("checkout 1");
    assertThat(first.get("pid").asLong()).isEqualTo(1);
  }

  @Test
  void runsAreChosen() throws IOException {
    write(1, true);
    write(2, true);
    for (String words : List.of("runs v2", "runs --tag version:v2", "runs --json CHECKOUT v2")) {
      command.run(words.split(" ", -1));
      assertThat(command.out).contains(ID + 2).doesNotContain(ID + 1);
    }
    command.run("runs", "--scenario", "checkout 2");
    assertThat(command.out).contains(ID + 2).doesNotContain(ID + 1);
    command.expect(ExitCode.DONE, "runs", "nothing");
    assertThat(command.out).isEmpty();
    assertThat(command.err).contains("no such record in " + command.records);
  }

  @Test
  void anotherDirectoryIsNamed() throws IOException {
    Path file = write(1, true);
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.move(file, other.resolve("moved.bmr"));
    command.expect(ExitCode.DONE, "runs", "--dir", other.toString());
    assertThat(command.out).contains("moved");
    command.expect(ExitCode.DONE, "show", "mov", "--dir", other.toString());
    command.expect(ExitCode.NO_SUCH_RECORD, "show", "mov");
    command.expect(ExitCode.WRONG_WORDS, "runs", "--dir", parent.resolve("none").toString());
    assertThat(command.err).contains("--dir is '");
  }

  @Test
  void aRunIsShown() throws IOException {
    Path file = write(1, true);
    command.expect(ExitCode.DONE, "show", ID + "1");
    assertThat(command.out)
        .contains(ID + 1, "checkout 1", "version:v1", "completed", "OPERATION", "P99.9", "ERROR");
    totals(file)
        .operations()
        .forEach(
            one ->
                assertThat(command.out)
                    .containsPattern(
                        "(?m)^" + one.name() + " +" + one.count() + " +" + one.errors() + " "));

    String shown = command.out;
    command.expect(ExitCode.DONE, "show", file.toString());
    assertThat(command.out).isEqualTo(shown);

    command.expect(ExitCode.DONE, "show", "bench", "--json");
    assertThat(command.json().get("record").get("id").asString()).isEqualTo(ID + 1);
    assertThat(command.json().get("metrics").get("total").get("operations").asLong())
        .isEqualTo(totals(file).count());
  }

  @Test
  void whatIsMeantByAWordIsSaid() throws IOException {
    write(1, true);
    write(12, true);
    command.expect(ExitCode.DONE, "show", ID + "1");
    command.expect(ExitCode.WRONG_WORDS, "show", "bench");
    assertThat(command.err).contains("'bench' may be " + ID + "1, " + ID + "12");
    command.expect(ExitCode.NO_SUCH_RECORD, "show", "x");
    assertThat(command.err).contains("begins with 'x'", "runs lists the records");
    Path text = Files.writeString(parent.resolve("a.txt"), "no record");
    command.expect(ExitCode.FAILED, "show", text.toString());
    assertThat(command.err).contains("cannot read " + text);
  }

  @Test
  void aRecordIsExportedAsARunThatGoesOn() throws IOException {
    Path file = write(1, true);
    for (String format : Formats.names()) {
      command.expect(ExitCode.DONE, "export", ID + "1", "--format", format);
      assertThat(command.bytes.size()).as(format).isPositive();
      String byId = command.bytes.toString(StandardCharsets.UTF_8);
      command.expect(ExitCode.DONE, "export", file.toString(), "--format", format);
      assertThat(command.bytes.toString(StandardCharsets.UTF_8)).as(format).isEqualTo(byId);
    }
    Path out = parent.resolve("out.csv");
    command.expect(ExitCode.DONE, "export", "bench", "--format=csv", "--output=" + out, "--json");
    assertThat(out).content().contains("operation 0");
    assertThat(command.json().get("record").asString()).isEqualTo(file.toString());
    command.expect(ExitCode.FAILED, "export", ID + "1", "--op", "none");
    assertThat(command.err).contains("op is 'none', known are [", "operation 0");
  }

  @Test
  void aWordOfAnExportMayNameSeveralThings() throws IOException {
    command.jvms.add(new Jvm(1, "com.acme.bench.Main", "", Optional.empty()));
    command.expect(ExitCode.NOT_MONITORED, "export", "bench");
    write(1, true);
    command.expect(ExitCode.DONE, "export", "bench");
    write(2, true);
    command.expect(ExitCode.WRONG_WORDS, "export", "bench");
    assertThat(command.err)
        .contains("'bench' may be " + ID + "1, " + ID + "2, process 1 com.acme.bench.Main");
    command.expect(ExitCode.NO_SUCH_JVM, "export", "nothing");
    assertThat(command.err).contains("no record begins with 'nothing', and no JVM's main class");
  }

  @Test
  void aUrlIsThatOfAMonitor() throws IOException {
    try (StubMonitor monitor = new StubMonitor().answering("/api/export", 200, "a,b")) {
      command.expect(ExitCode.DONE, "export", monitor.entry().urlWithToken(), "--format=csv");
      assertThat(command.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a,b");
      assertThat(monitor.asked).last().asString().endsWith("Bearer " + StubMonitor.TOKEN);
    }
  }

  @Test
  void aRecordIsKeptTaggedAndDeleted() throws IOException {
    Path file = write(1, true);
    command.expect(ExitCode.DONE, "keep", "bench");
    assertThat(command.run("runs").out).contains("(kept)");
    command.expect(ExitCode.DONE, "tag", "bench", "branch:main", "version:", "url:http://x");
    assertThat(command.out).contains("is tagged branch:main url:http://x");
    assertThat(command.run("runs").out).contains("  branch:main url:http://x  ");
    command.expect(ExitCode.DONE, "keep", "bench", "--off");
    assertThat(command.run("runs").out).doesNotContain("(kept)");
    command.expect(ExitCode.WRONG_WORDS, "tag", "bench", "word");
    assertThat(command.err).contains("a tag is 'word', allowed is key:value");

    write(2, true);
    command.expect(ExitCode.NO_SUCH_RECORD, "delete", ID + "1", "none");
    assertThat(file).exists();
    command.expect(ExitCode.DONE, "delete", ID + "1", ID + "2");
    assertThat(command.run("runs").out).isEmpty();
  }

  @Test
  void aRecordThatIsWrittenIsLeftAlone() throws IOException {
    Path file = write(7, false);
    byte[] before = Files.readAllBytes(file);
    command.alive.add(7L);
    assertThat(command.run("runs").out).contains("running");
    for (String words : List.of("keep bench", "tag bench a:b", "delete bench")) {
      command.expect(ExitCode.NOT_NOW, words.split(" ", -1));
      assertThat(command.err).contains("is being written by process 7");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    RecordEntry entry = new Records(command.records, (pid, started, written) -> true).entry(file);
    assertThat(entry.running()).isTrue();
  }

  @Test
  void openServesARecordUntilItIsEnded() throws IOException {
    Path file = write(1, true);
    List<String> answers = new ArrayList<>();
    command.untilEnded =
        printed -> {
          URI page = URI.create(printed.strip());
          answers.add(page.getFragment());
          answers.add(answer(page.resolve("/api/status"), page.getFragment()));
        };
    command.expect(ExitCode.DONE, "open", ID + "1");
    assertThat(answers.get(0)).startsWith("token=");
    assertThat(answers.get(1)).contains("\"recorded\":{\"id\":\"" + ID + "1\"");
    assertThat(parent.resolve("registry").resolve(ProcessHandle.current().pid() + ".html"))
        .doesNotExist();

    answers.clear();
    command.expect(ExitCode.DONE, "open", file.toString());
    assertThat(answers).hasSize(2);
    command.expect(ExitCode.WRONG_WORDS, "open");
    Path text = Files.writeString(parent.resolve("a.txt"), "no record");
    command.expect(ExitCode.FAILED, "open", text.toString());
    assertThat(command.err).contains("cannot read " + text);
  }

  private static String answer(URI url, String fragment) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      connection.setRequestProperty(
          "Authorization", "Bearer " + fragment.substring("token=".length()));
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
