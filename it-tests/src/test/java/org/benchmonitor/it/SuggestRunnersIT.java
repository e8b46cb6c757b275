package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The runners that have a preset, searched for operations as if nobody knew them: a method that
 * they call once for each operation is among the first three. Only where all is tried: how the
 * search ranks is tested without them. docs/decisions/suggestions.md has what they find.
 */
@Tag("tried-with-all")
class SuggestRunnersIT {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** Searches while a runner does its operations, and writes down what is found. */
  private static JsonNode found(String runner, Host host) {
    JsonNode found = Searches.search(host);
    try {
      Files.writeString(
          Files.createDirectories(Path.of(Host.property("it.directory"))).resolve("suggested.txt"),
          runner + "\n" + found.toPrettyString() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(host.api().get("/api/status").get("monitor").get("suppressed").asLong()).isZero();
    return found;
  }

  private static void awaitStack(Jdk jdk, Host host, String method) {
    Await.until(method, LONGEST, () -> Searches.stacks(jdk, host).contains(method + "("));
  }

  private static void awaitOutput(Host host, String text) {
    Await.value(
        text,
        LONGEST,
        () -> host.stdout().contains(text) ? Optional.of(true) : Optional.empty(),
        () -> host.stdout() + host.stderr());
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void gatling(int version) throws IOException {
    try (HelloServer server = new HelloServer();
        Host host =
            GatlingIT.gatling(Jdk.of(version), server)
                .jvm("-Drounds=10000000")
                .agent("record=false", "preset=none")
                .start()) {
      Await.until("requests", LONGEST, () -> server.served() > 1_000);
      assertThat(Searches.firstThree(found("Gatling", host)))
          .containsAnyOf(
              "io.gatling.http.client.impl.HttpAppHandler#channelReadHttpContent",
              "io.gatling.http.engine.GatlingHttpListener#onHttpResponseBodyChunk",
              "io.gatling.http.engine.response.DefaultResponseProcessor#onComplete",
              "io.gatling.http.engine.tx.HttpTxExecutor#execute",
              "io.gatling.core.stats.DataWritersStatsEngine#logResponse");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void grpc(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    String address = "--address=127.0.0.1:" + Runners.freePort();
    try (Host server = GrpcIT.server(jdk, address);
        Host host =
            GrpcIT.grpc(jdk, "AsyncClient")
                .agent("record=false", "preset=none")
                .program(address, "--channels=1", "--outstanding_rpcs=4")
                .program("--duration=100", "--warmup_duration=0")
                .start()) {
      assertThat(server.isAlive()).isTrue();
      awaitStack(jdk, host, "io.grpc.benchmarks.qps.AsyncClient.run");
      assertThat(Searches.firstThree(found("gRPC AsyncClient", host)))
          .containsAnyOf(
              "io.grpc.benchmarks.qps.AsyncClient$1#onCompleted",
              "io.grpc.benchmarks.proto.BenchmarkServiceGrpc$BenchmarkServiceStub#unaryCall");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void perfTest(int version) throws IOException {
    int port = Runners.freePort();
    try (Host broker = PerfTestIT.broker(port);
        Host host =
            PerfTestIT.perfTest(Jdk.of(version), port)
                .agent("record=false", "preset=none")
                .program("-c", "50", "-r", "1000")
                .start()) {
      awaitOutput(host, "received: ");
      assertThat(Searches.firstThree(found("RabbitMQ PerfTest", host)))
          .containsAnyOf("com.rabbitmq.perf.Producer#handlePublish");
      assertThat(broker.isAlive()).isTrue();
    }
  }

  @Test
  void lucene() throws IOException {
    Jdk jdk = Jdk.of(LuceneIT.JDK);
    Path algorithm = Programs.file("runners/index.alg").toAbsolutePath();
    Path longer = algorithm.resolveSibling("longer.alg");
    Files.writeString(longer, Files.readString(algorithm).replace(": 500 ]", ": 100000000 ]"));
    try (Host host = LuceneIT.lucene(jdk, longer).agent("record=false", "preset=none").start()) {
      awaitStack(jdk, host, "org.apache.lucene.benchmark.byTask.tasks.ReadTask.doLogic");
      assertThat(Searches.firstThree(found("Lucene's benchmark", host)))
          .containsAnyOf(
              "org.apache.lucene.benchmark.byTask.tasks.PerfTask#runAndMaybeStats",
              "org.apache.lucene.benchmark.byTask.tasks.ReadTask#doLogic");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aeron(int version) {
    try (Host host =
        AeronIT.pingPong(Jdk.of(version), 100_000_000)
            .agent("record=false", "preset=none")
            .start()) {
      awaitOutput(host, "Pinging");
      JsonNode found = found("Aeron's EmbeddedPingPong", host);
      // No method of it lasts as long as a round trip: the loop waits in itself.
      assertThat(Searches.firstThree(found)).contains("org.agrona.concurrent.AgentRunner#doWork");
      JsonNode loop = Searches.of(found, "io.aeron.samples.EmbeddedPingPong#roundTripMessages");
      assertThat(loop.get("likely").asBoolean()).isFalse();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void artemis(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    int port = Runners.freePort();
    try (Host broker = ArtemisIT.broker(jdk, port);
        Host host =
            ArtemisIT.perfClient(jdk, port, 100_000_000)
                .agent("record=false", "preset=none")
                .start()) {
      awaitOutput(host, "--- received: ");
      assertThat(Searches.firstThree(found("Artemis' perf", host)))
          .containsAnyOf(
              "org.apache.activemq.artemis.cli.commands.messages.perf.ProducerTargetRateLoadGenerator#run",
              "org.apache.activemq.artemis.cli.commands.messages.perf.SkeletalProducerLoadGenerator#trySend");
      assertThat(broker.isAlive()).isTrue();
    }
  }

  @Test
  void hadoop() throws IOException {
    Jdk jdk = Jdk.of(HadoopIT.JDK);
    Path directory = HadoopIT.formatted();
    try (Host host =
        HadoopIT.hadoop(directory, "NNThroughputBenchmark")
            .agent("record=false", "preset=none")
            .program("-fs", "file:///", "-op", "create", "-threads", "4", "-files", "400000")
            .start()) {
      awaitStack(
          jdk,
          host,
          "org.apache.hadoop.hdfs.server.namenode.NNThroughputBenchmark$CreateFileStats.executeOp");
      assertThat(Searches.firstThree(found("Hadoop's NNThroughputBenchmark", host)))
          .containsAnyOf(
              "org.apache.hadoop.hdfs.server.namenode.NameNodeRpcServer#create",
              "org.apache.hadoop.hdfs.server.namenode.NNThroughputBenchmark$CreateFileStats#executeOp");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void httpCore5(int version) throws IOException {
    try (HelloServer server = new HelloServer();
        Host host =
            HttpCore5AbIT.ab(Jdk.of(version), server, 100_000_000)
                .agent("record=false", "preset=none")
                .start()) {
      Await.until("requests", LONGEST, () -> server.served() > 1_000);
      assertThat(Searches.firstThree(found("HttpCore 5's ab", host)))
          .containsAnyOf("org.apache.hc.core5.benchmark.BenchmarkWorker$1#sendRequest");
    }
  }
}
