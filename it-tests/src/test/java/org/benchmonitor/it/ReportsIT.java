package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Where reports are, and which of them replace which. */
class ReportsIT {
  private static final String OPERATION = "op=Family#work";

  private static Host family(int version, String how, String... options) {
    String classes = Programs.compiled("Family.java").toString();
    Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.concat(new String[] {OPERATION}, options))
            .program("-cp", classes, "Family", how)
            .run();
    assertThat(host.awaitExit()).as(host.stderr()).isZero();
    return host;
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(
              file -> file.toString().endsWith(".json") || file.toString().endsWith("part"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> operations(List<Path> reports) {
    return reports.stream().map(ReportsIT::operations).sorted().toList();
  }

  private static int operations(Path report) {
    JsonNode total = Api.read(report).get("metrics").get("total");
    return total.get("operations").asInt();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void childrenOfOneJvmAllHaveTheirReports(int version) {
    for (String how : List.of("one-by-one", "at-once")) {
      try (Host host = family(version, how, "report=out/report.json")) {
        assertThat(host.stdout()).isEqualTo("0\n");
        List<Path> reports = files(host.directory().resolve("out"));
        assertThat(reports).as(how).contains(host.directory().resolve("out/report.json"));
        assertThat(operations(reports)).as(how).containsExactly(50, 50);
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aParentAndItsChildrenAllHaveTheirReports(int version) {
    try (Host host = family(version, "works", "report=report.json", "report=all/")) {
      assertThat(host.stdout()).isEqualTo("0\n");
      assertThat(operations(files(host.directory().resolve("all")))).containsExactly(1, 50, 50);
      assertThat(
              files(host.directory()).stream()
                  .filter(file -> host.directory().equals(file.getParent()))
                  .map(ReportsIT::operations)
                  .sorted())
          .containsExactly(1, 50, 50);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunWithoutAnOperationMakesNoFileAndNoDirectory(int version) {
    String classes = Programs.compiled("Brief.java").toString();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=Brief#exit", "report=out/", "report=report.json")
            .program("-cp", classes, "Brief", "return", "0")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(files(host.directory())).isEmpty();
      assertThat(host.directory().resolve("out")).doesNotExist();
    }
  }

  /** As a shell does that has ended: no JVM is left above what it has started. */
  private static void runAlone(Host.Builder builder, Path done) {
    try (Host shell = builder.start()) {
      assertThat(shell.awaitExit()).as(shell.stderr()).isZero();
      Await.until("the end of the run", Duration.ofSeconds(60), () -> Files.exists(done));
      Files.delete(done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunThatIsStartedAgainFromAShellReplacesItsReport(int version) throws IOException {
    Assumptions.assumeFalse(
        ProcessHandle.of(1).flatMap(first -> first.info().command()).orElse("").endsWith("java"),
        "an orphan's parent would be a JVM");
    String classes = Programs.compiled("Brief.java").toString();
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "again");
    Path done = directory.resolve("done");
    for (String millis : List.of("0", "1")) {
      runAlone(
          Host.on(Jdk.of(version))
              .through("( sleep 1; \"$@\"; touch " + done + " ) &")
              .agent(
                  "op=Brief#operation",
                  "session_id=run-" + millis,
                  "report=" + directory.resolve("report.json"))
              .program("-cp", classes, "Brief", "return", millis),
          done);
    }
    assertThat(files(directory)).containsExactly(directory.resolve("report.json"));
    assertThat(Api.read(files(directory).get(0)).get("status").get("session_id").asString())
        .isEqualTo("run-1");
  }
}
