package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** JaCoCo's and OpenTelemetry's agents in the same JVM, before ours and after it. */
class OtherAgentsIT {
  private static final String OPERATION = "op=com.acme.odd.Job#operation";

  /** No network, and of all its instrumentation only that of one method: a span for each call. */
  private static final String[] OPEN_TELEMETRY = {
    "-javaagent:" + Host.OTHERS.resolve("opentelemetry-javaagent.jar"),
    "-Dotel.traces.exporter=logging-otlp",
    "-Dotel.metrics.exporter=none",
    "-Dotel.logs.exporter=none",
    "-Dotel.instrumentation.common.default-enabled=false",
    "-Dotel.instrumentation.methods.enabled=true",
    "-Dotel.instrumentation.methods.include=com.acme.odd.Job[operation]",
    // Most of its start is compiled once only.
    "-XX:TieredStopAtLevel=1"
  };

  private static final String[] JACOCO = {
    "-javaagent:"
        + Host.OTHERS.resolve("org.jacoco.agent-runtime.jar")
        + "=destfile=coverage.exec,includes=com.acme.*"
  };

  private static Path classes;

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("odd");
  }

  private static Stream<Arguments> orders() {
    return Jdk.inTurn(true, false);
  }

  private static Host alone(Jdk jdk, String... other) {
    return work(Host.on(jdk).jvm(other));
  }

  private static Host beside(Jdk jdk, boolean oursFirst, String... other) {
    Host.Builder host = Host.on(jdk);
    if (oursFirst) {
      host.agent(OPERATION, "report=report.json").jvm(other);
    } else {
      host.jvm(other).agent(OPERATION, "report=report.json");
    }
    return work(host);
  }

  private static Host work(Host.Builder host) {
    return host.program("-cp", classes.toString(), "com.acme.odd.Work").run();
  }

  private static void assertBothSawAll(Host monitored, Host alone) {
    assertThat(monitored.awaitExit()).as(monitored.stderr()).isEqualTo(alone.awaitExit()).isZero();
    assertThat(monitored.stdout()).isEqualTo(alone.stdout()).isEqualTo("done 100\n");
    assertThat(monitored.stderr().lines().filter(line -> line.startsWith("[monitor]")))
        .hasSizeLessThanOrEqualTo(1);
    JsonNode report = Runs.report(monitored);
    assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(100);
    assertThat(report.get("metrics").get("total").get("errors").asInt()).isEqualTo(20);
    Runs.assertNothingSuppressed(report);
  }

  @ParameterizedTest(name = "JDK {0}, ours first: {1}")
  @MethodSource("orders")
  void jacocoCoversWhatItCoversAlone(int version, boolean oursFirst) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (Host alone = alone(jdk, JACOCO);
        Host monitored = beside(jdk, oursFirst, JACOCO)) {
      assertBothSawAll(monitored, alone);
      Map<String, Long> covered = coverage(alone.directory().resolve("coverage.exec"));
      assertThat(covered).containsKeys("com/acme/odd/Work", "com/acme/odd/Job");
      // The identifier of a class is the checksum of its file: JaCoCo's report finds it by that.
      assertThat(coverage(monitored.directory().resolve("coverage.exec"))).isEqualTo(covered);
    }
  }

  @ParameterizedTest(name = "JDK {0}, ours first: {1}")
  @MethodSource("orders")
  void openTelemetryMakesASpanOfEachOperation(int version, boolean oursFirst) {
    Jdk jdk = Jdk.of(version);
    try (Host alone = alone(jdk, OPEN_TELEMETRY);
        Host monitored = beside(jdk, oursFirst, OPEN_TELEMETRY)) {
      assertBothSawAll(monitored, alone);
      assertThat(spans(alone)).isEqualTo(100);
      assertThat(spans(monitored)).isEqualTo(100);
    }
  }

  private static long spans(Host host) {
    return host.stderr().split("\"name\":\"Job.operation\"", -1).length - 1L;
  }

  /** Theirs is there before ours comes, while it is there, and after it has left. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void oursComesAndLeavesBetweenTheirs(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm(OPEN_TELEMETRY)
            .jvm(JACOCO)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .program("-cp", classes.toString(), "com.acme.odd.OnDemand")
            .start()) {
      assertThat(host.ask("first")).isEqualTo("first 50");
      Api api = Attaching.attach(host, "address=localhost:0," + OPERATION + ",report=report.json");
      assertThat(host.ask("second")).isEqualTo("second 100");
      Attaching.load(host, "detach");
      assertThat(host.ask("third")).isEqualTo("third 150");
      host.ask("exit");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(api.base().getPort()).isPositive();
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(50);
      Runs.assertNothingSuppressed(report);
      assertThat(spans(host)).isEqualTo(150);
      assertThat(coverage(host.directory().resolve("coverage.exec")))
          .containsKeys("com/acme/odd/OnDemand", "com/acme/odd/Job");
    }
  }

  /**
   * The covered classes of JaCoCo's file, each with its identifier.
   *
   * <p>Blocks of a type byte and data: 1 is the header (a magic number and a version), 16 a session
   * (a name and two times), 17 a class (identifier, name, number of probes and their bits).
   */
  private static Map<String, Long> coverage(Path file) throws IOException {
    Map<String, Long> covered = new HashMap<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (true) {
        int block = in.read();
        switch (block) {
          case -1 -> {
            return covered;
          }
          case 1 -> in.readInt();
          case 16 -> {
            in.readUTF();
            in.readLong();
            in.readLong();
          }
          case 17 -> {
            long id = in.readLong();
            covered.put(in.readUTF(), id);
            in.skipNBytes((number(in) + 7) / 8);
          }
          default -> throw new IOException("no block of JaCoCo's: " + block);
        }
      }
    }
  }

  /** Seven bits a byte, the lowest first. */
  private static int number(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("in a number");
      }
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number too long");
  }
}
