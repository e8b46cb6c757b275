package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runners that are searched for operations: the true one is among the first three. */
class SuggestIT {
  private static final Duration SEARCH = Duration.ofSeconds(40);

  /** What was tried is in no figure of the run, and the probe has failed nowhere. */
  private static void assertTheRunIsUntouched(Host host) {
    JsonNode status = host.api().get("/api/status");
    assertThat(status.get("status").asString()).isEqualTo("starting");
    assertThat(status.get("monitor").get("suppressed").asLong()).isZero();
    assertThat(host.api().get("/api/metrics").get("by_operation")).isEmpty();
    assertThat(host.api().get("/api/workers").get("total_workers").asInt()).isZero();
    assertThat(host.api().get("/api/instrumentation").get("patterns")).isEmpty();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theTransactionOfYcsbIsFound(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("record=false", "preset=none")
            .program("-cp", YcsbIT.classPath(), "site.ycsb.Client", "-t")
            .program("-db", "site.ycsb.BasicDB", "-threads", "3")
            .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=1000")
            .program("-p", "operationcount=100000000", "-p", "basicdb.verbose=false")
            .program("-p", "basicdb.simulatedelay=2")
            .start()) {
      JsonNode found = Searches.search(host);
      String transaction = "site.ycsb.workloads.CoreWorkload#doTransaction";
      assertThat(Searches.firstThree(found)).contains(transaction);
      JsonNode one = Searches.of(found, transaction);
      assertThat(one.get("likely").asBoolean()).isTrue();
      assertThat(one.get("line").asString()).isEqualTo("op=" + transaction);
      assertThat(one.get("trial").get("threads").asInt()).isEqualTo(3);
      assertThat(one.get("trial").get("share_percent").asDouble()).isBetween(50.0, 100.1);
      assertTheRunIsUntouched(host);

      host.api().posted("/api/instrumentation", "{\"add\":[\"op=" + transaction + "\"]}");
      Await.until(
          "figures of what was suggested",
          SEARCH,
          () -> host.api().get("/api/metrics").get("by_operation").has("doTransaction"));
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theStepOfARunnerThatMostlyWaitsForItsTurnIsFound(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host =
        Host.on(jdk)
            .agent("record=false", "preset=none")
            .sampleRunner("--workers=3", "--rate=200", "--duration=100s")
            .start()) {
      // Before that it fills its store, which is an operation as good as any.
      Await.until("the workers", SEARCH, () -> Searches.stacks(jdk, host).contains("Worker.work("));
      JsonNode found = Searches.search(host);
      assertThat(Searches.firstThree(found))
          .containsAnyOf("com.acme.bench.Workload#call", "com.acme.bench.Worker#perform");
      assertThat(Searches.of(found, "com.acme.bench.StopSignal#sleep").get("likely").asBoolean())
          .isFalse();
      assertTheRunIsUntouched(host);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theTaskOfAPoolIsFoundFromTheCommandLineWithoutAnAgentAtTheStart(int version)
      throws IOException {
    Jdk jdk = Jdk.of(version);
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path registry = Files.createTempDirectory(parent, "registry").resolve("own");
    Path classes = Programs.compiled("pools");
    try (Host host =
        Host.on(jdk).registry(registry).program("-cp", classes.toString(), "Pools").start()) {
      String pid = Long.toString(host.pid());
      Await.until("the JVM", SEARCH, () -> host.isAlive());
      JsonNode found =
          Cli.run(jdk, registry, "suggest", pid, "--json", "address=localhost:0", "record=false")
              .exits(0)
              .json();
      assertThat(found.get("pid").asLong()).isEqualTo(host.pid());
      assertThat(Searches.firstThree(found))
          .containsAnyOf("Pools#lambda$main$0", "Pools$Service#handle");
      assertThat(Searches.patterns(found)).contains("Pools$Service#handle", "Pools$Store#read");

      Cli text = Cli.run(jdk, registry, "suggest", pid).exits(0);
      assertThat(text.stdout())
          .contains("RATE/S", "op=Pools$Service#handle", "java -jar monitor.jar ops " + pid);
    }
  }
}
