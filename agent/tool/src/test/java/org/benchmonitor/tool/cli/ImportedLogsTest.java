package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands on histogram logs of other programs. */
class ImportedLogsTest {
  private static final long START = 1_768_750_245_120L;

  private @TempDir Path parent;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = CommandRun.withRecords(parent);
  }

  /** Three seconds of calls of 250 units each. */
  private String log(String name, int calls) throws IOException {
    Path file = parent.resolve(name + ".hdr");
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputComment("[Logging for: " + name + "]");
      writer.outputStartTime(START);
      for (int i = 0; i < 3; i++) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(250, calls);
        histogram.setStartTimeStamp(START + i * 1_000L);
        histogram.setEndTimeStamp(START + i * 1_000L + 1_000);
        writer.outputIntervalHistogram(histogram);
      }
    }
    return file.toString();
  }

  @Test
  void severalLogsAreShownAsOneRun() throws IOException {
    String read = log("READ", 100);
    String update = log("UPDATE", 7);
    command.expect(ExitCode.DONE, "show", read, update, "--unit", "us", "--json");
    JsonNode operations = command.json().get("metrics").get("by_operation");
    assertThat(operations.get("READ").get("count").asLong()).isEqualTo(300);
    assertThat(operations.get("UPDATE").get("count").asLong()).isEqualTo(21);
    assertThat(operations.get("READ").get("latency").get("p99").asDouble()).isBetween(0.249, 0.251);
    assertThat(command.json().get("record").get("id").asString()).isEqualTo("READ");
    assertThat(command.json().get("record").get("operations").asLong()).isEqualTo(321);
    command.expect(ExitCode.DONE, "show", read, "--unit=us");
    assertThat(command.out).contains("READ", "completed: imported from READ.hdr", "300");
  }

  @Test
  void aLogIsExportedInAnyFormat() throws IOException {
    command.expect(ExitCode.DONE, "export", log("READ", 100), "--unit", "us", "--format", "hlog");
    Path own = Files.write(parent.resolve("own.hlog"), command.bytes.toByteArray());
    command.expect(ExitCode.DONE, "show", own.toString(), "--json");
    JsonNode total = command.json().get("metrics").get("total");
    assertThat(total.get("operations").asLong()).isEqualTo(300);
    assertThat(total.get("latency").get("max").asDouble()).isBetween(0.249, 0.252);
    command.expect(ExitCode.DONE, "export", own.toString(), "--format", "csv");
    assertThat(command.bytes.toString(StandardCharsets.UTF_8)).contains("timestamp", "READ");
  }

  @Test
  void whatIsWrongIsSaidWithWhatIsAllowed() throws IOException {
    String read = log("READ", 1);
    command.expect(ExitCode.WRONG_WORDS, "show", read);
    assertThat(command.err)
        .contains(read + " does not say the unit of its values, allowed are ns, us, ms, s")
        .contains("--unit us names the unit");
    command.expect(ExitCode.WRONG_WORDS, "export", read, "--unit", "years");
    assertThat(command.err).contains("--unit is 'years', allowed are ns, us, ms, s");
    Path broken = Files.writeString(parent.resolve("b.hlog"), "1,2\n");
    command.expect(ExitCode.FAILED, "open", broken.toString(), "--unit", "us");
    assertThat(command.err).contains("b.hlog, line 1: the line is '1,2', allowed is a start");
    Path other = Files.write(parent.resolve("r.bmr"), new byte[] {0, 0, 0, 1});
    command.expect(ExitCode.WRONG_WORDS, "show", other.toString(), "--unit", "us");
    assertThat(command.err).contains("--unit is 'us', and " + other + " is no histogram log");
    command.expect(ExitCode.WRONG_WORDS, "show", other.toString(), read);
    assertThat(command.err).contains("further files are [" + read + "], and " + other);
    command.expect(
        ExitCode.FAILED, "show", read, parent.resolve("none.hdr").toString(), "--unit", "us");
    assertThat(command.err).contains("none.hdr is no file");
  }

  @Test
  void openServesALogAlone() throws IOException {
    String read = log("READ", 100);
    List<String> answers = new ArrayList<>();
    command.untilEnded =
        printed -> {
          URI page = URI.create(printed.strip());
          for (String path : List.of("/api/status", "/api/records", "/api/metrics?session=READ")) {
            answers.add(answer(page.resolve(path), page.getFragment()));
          }
        };
    command.expect(ExitCode.DONE, "open", read, "--unit", "us");
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).contains("\"recorded\":{\"id\":\"READ\"", "\"completed\"");
    assertThat(answers.get(1)).startsWith("{\"records\":[{\"id\":\"READ\"");
    assertThat(answers.get(2)).contains("\"operations\":300");
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
