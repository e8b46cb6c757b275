package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.record.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code check} on recorded runs and on runs that go on. */
class CheckCommandTest {
  private static final String ID = "bench-20260118-153045-";

  @TempDir Path parent;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = CommandRun.withRecords(parent);
  }

  /** A minute of 100 calls a second, of 10 ms each, which was started with these thresholds. */
  private static byte[] record(long pid, String... thresholds) {
    RunHeader plain = TestRecords.header(pid, "", "checkout", Map.of());
    RunHeader header =
        new RunHeader(
            plain.session(),
            plain.host(),
            plain.started(),
            plain.digits(),
            plain.patterns(),
            List.of(thresholds),
            plain.tags(),
            plain.machine());
    long[] calls = new long[100];
    Arrays.fill(calls, 10_000_000);
    OperationFigures read = Snapshots.operation("read", 1, calls);
    return TestRecords.steady(header, Snapshots.START, 60, read);
  }

  private String write(long pid, String... thresholds) throws IOException {
    String id = ID + pid;
    Files.write(command.records.resolve(id + Records.ENDING), record(pid, thresholds));
    return id;
  }

  @Test
  void whatHoldsIsZero() throws IOException {
    CommandRun result =
        command.run("check", write(7, "slow=p99 of read < 50ms over 10s", "errors < 2%"));
    assertThat(result.exit).as(result.err).isZero();
    assertThat(result.out)
        .contains("STATE  THRESHOLD                          VALUE     WORST     BROKEN")
        .contains("ok     slow: p99 of read < 50ms over 10s  10.00 ms  10.00 ms  -")
        .contains("run bench-20260118-153045 keeps to 2 thresholds");
  }

  @Test
  void whatIsBrokenIsNineAndWhatHasNoDataIsEleven() throws IOException {
    CommandRun broken = command.run("check", write(7, "max < 5ms", "errors < 2%"));
    assertThat(broken.exit).isEqualTo(9);
    assertThat(broken.out)
        .contains("broken  max < 5ms", "1x, 60.00 s", "does not keep to 2 thresholds");
    CommandRun none = command.run("check", write(8, "p99.9 < 5s"));
    assertThat(none.exit).isEqualTo(11);
    assertThat(none.out)
        .contains(
            "has too little data for the threshold; no data for p99.9 < 5s (6000 calls, judged from"
                + " 20000 on)");
  }

  @Test
  void thresholdsMayBeGivenAndMustBeUnderstood() throws IOException {
    String plain = write(7);
    CommandRun without = command.run("check", plain);
    assertThat(without.exit).isEqualTo(2);
    assertThat(without.err).contains("without a threshold, and none is given");
    assertThat(command.run("check", plain, "--threshold", "max < 50ms").exit).isZero();
    assertThat(command.run("check", write(8, "max < 5ms"), "--threshold", "max<1s").exit).isZero();
    CommandRun wrong = command.run("check", plain, "--threshold", "p99 < 50");
    assertThat(wrong.exit).isEqualTo(2);
    assertThat(wrong.err)
        .contains("--threshold is 'p99 < 50', column 7: '50' is there, wanted is a duration");
  }

  @Test
  void atTheEndOnlyTheLastStateCounts() throws IOException {
    String run = write(7, "throughput < 99/s for 70s");
    assertThat(command.run("check", run, "--at-end").exit).isZero();
    assertThat(command.run("check", write(8, "max < 5ms"), "--at-end").exit).isEqualTo(9);
  }

  @Test
  void buildServersAndPullRequestsGetTheirs() throws IOException {
    Path junit = parent.resolve("check.xml");
    Path markdown = parent.resolve("check.md");
    CommandRun result =
        command.run(
            "check",
            write(7, "max < 5ms", "errors < 2%"),
            "--junit",
            junit.toString(),
            "--markdown",
            markdown.toString(),
            "--json");
    assertThat(result.exit).isEqualTo(9);
    JsonNode document = Json.read(result.out.getBytes(StandardCharsets.UTF_8));
    assertThat(document.path("verdict").asString()).isEqualTo("broken");
    assertThat(document.path("counts").path("broken").asInt()).isEqualTo(1);
    assertThat(Files.readString(junit))
        .contains(
            "tests=\"2\" failures=\"1\"", "max &lt; 5ms: broken, 10.00 ms; broken 1x, 60.00 s");
    assertThat(Files.readString(markdown))
        .startsWith("**run bench-20260118-153045 does not keep to 2 thresholds**")
        .contains("| broken | max &lt; 5ms | 10.00 ms | 10.00 ms | 1x, 60.00 s |");
  }
}
