package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runtimes made by jlink, without the modules that the agent would like. */
class SmallRuntimeIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String LEAST = "java.base,java.instrument";
  private static final int OPERATIONS = 500;

  private static Stream<Arguments> runtimes() {
    return Jdk.inTurn(LEAST, LEAST + ",java.management");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("runtimes")
  void whatIsThereIsShownAndTheRestIsNull(int version, String modules)
      throws IOException, InterruptedException {
    Jdk jdk = Jdk.of(version);
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "small");
    Path program = compiled(jdk, directory);
    Jdk runtime = linked(jdk, modules, directory);
    try (Host host =
        Host.on(runtime)
            .agent("op=small.Small#operation", "metrics_interval=100ms", "report=report.json")
            .program("--class-path", program.toString(), "small.Small")
            .start()) {
      Api api = host.api();
      Await.until(
          "the operations", LONGEST, () -> operations(api.get("/api/metrics")) == OPERATIONS);
      assertThat(api.send("/").statusCode()).isEqualTo(200);
      assertSystemIsNull(api.get("/api/system"), modules.contains("java.management"));
      assertLackIsSaidOnce(
          api, modules.contains("java.management") ? "jdk.management" : "java.management");
      host.tell("end");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(operations(report.get("metrics"))).isEqualTo(OPERATIONS);
      Runs.assertNothingSuppressed(report);
      assertThat(host.stderr().lines()).hasSize(1);
    }
  }

  private static int operations(JsonNode metrics) {
    return metrics.get("total").get("operations").asInt();
  }

  private static void assertSystemIsNull(JsonNode system, boolean managed) {
    assertThat(system.get("cpu").get("process_percent").isNull()).isTrue();
    assertThat(system.get("cpu").get("machine_percent").isNull()).isTrue();
    assertThat(system.get("heap").get("used_bytes").asLong()).isPositive();
    for (String figure :
        List.of("/gc/count", "/threads/live", "/classes/loaded", "/uptime_seconds")) {
      assertThat(system.at(figure).isNull()).as(figure + " in " + system).isEqualTo(!managed);
    }
  }

  private static void assertLackIsSaidOnce(Api api, String module) {
    List<String> lacks = new ArrayList<>();
    for (JsonNode entry : api.get("/api/logs?level=warn").get("logs")) {
      if (entry.get("message").asString().contains("no module")) {
        lacks.add(entry.get("message").asString());
      }
    }
    assertThat(lacks).hasSize(1);
    assertThat(lacks.get(0)).contains("no module " + module + ":", "not known");
  }

  private static Path compiled(Jdk jdk, Path directory) throws IOException, InterruptedException {
    Path classes = directory.resolve("classes");
    Programs.run(
        directory,
        jdk.home().resolve("bin/javac").toString(),
        "-d",
        classes.toString(),
        Programs.file("small/Small.java").toString());
    return classes;
  }

  private static Jdk linked(Jdk jdk, String modules, Path directory)
      throws IOException, InterruptedException {
    Path image = directory.resolve("runtime");
    Programs.run(
        directory,
        jdk.home().resolve("bin/jlink").toString(),
        "--add-modules",
        modules,
        "--output",
        image.toString());
    return new Jdk(jdk.version(), image);
  }
}
