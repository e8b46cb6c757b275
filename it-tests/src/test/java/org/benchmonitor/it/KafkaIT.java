package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Kafka's ProducerPerformance 4.1.1 from the registry against a broker of the same version. */
class KafkaIT {
  private static final Pattern TOTAL =
      Pattern.compile("(?m)^(\\d+) records sent, .* (\\d+) ms 50th, .* (\\d+) ms 99th,");

  private static Host.Builder kafka(Jdk jdk, String... words) {
    return Host.on(jdk).program("-cp", Runners.classPath("kafka")).program(words);
  }

  /** A broker that is its own controller; its data is gone with the directory of the test. */
  private static Host broker(Jdk jdk, int port) throws IOException {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "kafka");
    Path file = directory.resolve("server.properties");
    int controller = Runners.freePort();
    Files.writeString(
        file,
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs=" + directory.resolve("data"),
            "offsets.topic.replication.factor=1"));
    String config = file.toString();
    try (Host format =
        kafka(jdk, "kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk")
            .program("-c", config)
            .run()) {
      assertThat(format.awaitExit()).as(format.stdout() + format.stderr()).isZero();
    }
    Host broker = kafka(jdk, "kafka.Kafka", config).start();
    Await.until("the broker", Duration.ofSeconds(60), () -> Runners.isOpen(port));
    return broker;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyRecordIsTimedUntilTheBrokerHasAcknowledgedIt(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    int port = Runners.freePort();
    try (Host broker = broker(jdk, port);
        Host host =
            Host.on(jdk)
                .agent("report=report.json", "digits=3")
                .program("-cp", Runners.classPath("kafka"))
                .program("org.apache.kafka.tools.ProducerPerformance", "--topic", "t")
                .program("--num-records", "20000", "--record-size", "100")
                .program("--throughput", "4000", "--producer-props")
                .program("bootstrap.servers=127.0.0.1:" + port)
                .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      assertThat(broker.isAlive()).isTrue();
      MatchResult total = Runners.found(TOTAL, host.stdout());
      long count = Long.parseLong(total.group(1));
      assertThat(count).isEqualTo(20_000);
      Runners.Percentiles theirs =
          new Runners.Percentiles(
              Double.parseDouble(total.group(2)), Double.parseDouble(total.group(3)));
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "kafka-perf");
      assertThat(Runners.counts(report)).isEqualTo(Map.of("send", count));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      // Whole milliseconds of a clock of milliseconds, read before the call and in the callback.
      Runners.assertAgree(report, "send", theirs, 0.01, 2);
      Runners.row("Kafka ProducerPerformance 4.1.1", report, "kafka-perf", "send", count, theirs);
    }
  }
}
