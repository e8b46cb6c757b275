package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * RabbitMQ's PerfTest 2.22.1 from the registry against Apache Qpid's broker, which speaks the same
 * protocol. It begins an operation in one thread and ends several at once in another.
 */
class PerfTestIT {
  private static final String CONFIG =
      """
      {"name": "broker", "modelVersion": "9.1",
       "authenticationproviders": [{"name": "plain", "type": "Plain",
         "secureOnlyMechanisms": [],
         "users": [{"name": "guest", "type": "managed", "password": "guest"}]}],
       "ports": [{"name": "AMQP", "port": "PORT", "bindingAddress": "127.0.0.1",
         "authenticationProvider": "plain", "protocols": ["AMQP_0_9", "AMQP_0_9_1"],
         "virtualhostaliases": [{"name": "default", "type": "defaultAlias"}]}],
       "virtualhostnodes": [{"name": "default", "type": "Memory",
         "defaultVirtualHostNode": "true",
         "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
      """;

  /** Qpid does not run on JDK 24 or newer, which have no Subject of the access controller. */
  static Host broker(int port) throws IOException {
    Path[] jars = Runners.jars("qpid").stream().map(Path::of).toArray(Path[]::new);
    Path classes = Programs.compiled("runners/Broker.java", jars);
    Path config =
        Files.writeString(
            Files.createTempFile(classes, "broker", ".json"),
            CONFIG.replace("PORT", Integer.toString(port)));
    Host broker =
        Host.on(Jdk.of(17))
            .program("-cp", classes + File.pathSeparator + Runners.classPath("qpid"), "Broker")
            .program(config.toString())
            .start();
    Await.until("the broker", Duration.ofSeconds(60), () -> Runners.isOpen(port));
    return broker;
  }

  /** The program, which is to publish and consume until it is told otherwise. */
  static Host.Builder perfTest(Jdk jdk, int port) {
    return Host.on(jdk)
        .program("-cp", Runners.classPath("perf-test"), "com.rabbitmq.perf.PerfTest")
        .program("--uri", "amqp://guest:guest@127.0.0.1:" + port, "-x", "1", "-y", "1");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyConfirmationAndEveryArrivalIsCounted(int version) throws IOException {
    int port = Runners.freePort();
    try (Host broker = broker(port);
        Host host =
            perfTest(Jdk.of(version), port)
                .agent("report=report.json", "digits=3")
                .program("-c", "50", "-C", "3000", "-D", "3000", "-r", "1000")
                .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      assertThat(broker.isAlive()).isTrue();
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "rabbitmq-perftest");
      for (String operation : new String[] {"confirm", "consume"}) {
        assertThat(Runners.counts(report)).containsEntry(operation, 3_000L);
        Runners.Percentiles theirs =
            percentiles(host, operation.equals("consume") ? "consumer" : operation);
        // Its own are of a random part of all, which it weighs by their age.
        Runners.row(
            "RabbitMQ PerfTest 2.22.1", report, "rabbitmq-perftest", operation, 3_000, theirs);
        Runners.assertAgree(report, operation, theirs, 0.5, 1);
      }
    }
  }

  /** Of the last lines: microseconds of min/median/75th/95th/99th. */
  private static Runners.Percentiles percentiles(Host host, String which) {
    String line = which + " latency min/median/75th/95th/99th \\d+/(\\d+)/\\d+/\\d+/(\\d+)";
    MatchResult found = Runners.found(Pattern.compile(line), host.stdout());
    return new Runners.Percentiles(
        Double.parseDouble(found.group(1)) / 1_000, Double.parseDouble(found.group(2)) / 1_000);
  }
}
