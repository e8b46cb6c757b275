package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workers 0                 | '--workers': '0' is not a whole number from 1 to 10000",
        "--workers 10001             | '--workers': '10001' is not a whole number from 1 to 10000",
        "--workers many              | '--workers': 'many' is not a whole number from 1 to 10000",
        "--operations 0              | '--operations': '0' is not a whole number from 1 to",
        "--duration 30               | '--duration': '30' is not a time up to 24h",
        "--duration 25h              | '--duration': '25h' is not a time up to 24h",
        "--warmup -1s                | '--warmup': '-1s' is not a time up to 24h",
        "--ramp soon                 | '--ramp': 'soon' is not a time up to 24h",
        "--rate 0                    | '--rate': '0' is not operations per second from 0.001",
        "--error-rate 5              | '--error-rate': '5' is not a share from 0 to 1",
        "--error-rate NaN            | '--error-rate': 'NaN' is not a share from 0 to 1",
        "--mix read=99               | '--mix': 'read=99': the shares add up to 99",
        "--threads green             | '--threads': 'green' is not one of [platform, virtual]",
        "--end abort                 | '--end': 'abort' is not one of [return, exit]",
        "--stall 200ms               | '--stall': '200ms' is not a time and a number of calls",
        "--stall 200ms/0             | '--stall': '0' is not a whole number from 1 to",
        "--slower -1                 | '--slower': '-1' is not a share from 0 to 100",
        "--seed tree                 | '--seed': 'tree' is not a whole number of at most 18",
        "--db a;MODE=MySQL           | '--db': 'a;MODE=MySQL' must not contain ';'",
        "--json missing/folder/x     | '--json': 'missing/folder/x' is in no existing folder",
        "--duration 1s --operations 1| mutually exclusive",
        "--wokers=2                  | Unknown option: '--wokers=2'",
        "more                        | Unmatched argument at index 0: 'more'",
      })
  void wrongOptionIsNamedAndNothingIsStarted(String options, String message) {
    assertThat(execute(options)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void virtualThreadsAreRefusedWhereThereAreNone() {
    int exit = execute("--threads virtual --operations 10");

    if (Runtime.version().feature() < 21) {
      assertThat(exit).isEqualTo(2);
      assertThat(err.toString()).contains("'virtual' needs Java 21 or newer, this is Java");
    } else {
      assertThat(exit).as(err.toString()).isZero();
    }
  }

  @Test
  void textWithoutTimingsIsAFunctionOfTheSettings() throws Exception {
    assertThat(execute("--operations 1000 --error-rate 0.1 --workers 2 --no-timings")).isZero();

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            Files.readString(Path.of("src/test/resources/com/acme/bench/counts.txt")));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void textHasPercentilesOfEveryOperation() {
    assertThat(execute("--operations 1000 --error-rate 0.1")).isZero();

    assertThat(out.toString())
        .containsPattern("operation +min +mean +p50 +p90 +p95 +p99 +p99.9 +max")
        .containsPattern("create( +\\d+\\.\\d{4}){8}")
        .contains("Latency of failed calls in ms");
  }

  @Test
  void jsonHoldsWhatTheTextSays(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("report.json");
    assertThat(execute("--operations 1000 --error-rate 0.1 --workers 2 --json " + json)).isZero();

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    JsonNode update = report.at("/measured/operations/update");
    assertThat(report.at("/ended").asText()).isEqualTo("completed");
    assertThat(report.at("/measured/total/count").asLong()).isEqualTo(1000);
    assertThat(report.at("/warmup/total/count").asLong()).isZero();
    assertThat(update.at("/errors/VersionConflictException").asLong()).isPositive();
    assertThat(update.at("/success_latency_ms/count").asLong())
        .isEqualTo(update.get("succeeded").asLong());
    assertThat(update.at("/success_latency_ms/p999").asDouble()).isPositive();
    assertThat(update.get("failure_latency_ms").fieldNames())
        .toIterable()
        .containsExactly("count", "min", "mean", "p50", "p90", "p95", "p99", "p999", "max");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(json);
    }
  }

  @Test
  void databaseInAFileCanBeUsedAgain(@TempDir Path folder) {
    String options = "--operations 200 --no-timings --db " + folder.resolve("bench");
    assertThat(execute(options)).isZero();
    String first = out.toString();

    assertThat(execute(options)).isZero();

    assertThat(out.toString()).isEqualTo(first + first);
    assertThat(folder.resolve("bench.mv.db")).exists();
  }

  @Test
  void databaseThatCannotBeOpenedFailsTheRun(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(execute("--operations 10 --db " + file.resolve("bench"))).isEqualTo(1);
    assertThat(err.toString()).contains("the run failed").contains(file.toString());
  }

  private int execute(String options) {
    return Main.commandLine(new Options())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(options.split(" "));
  }
}
