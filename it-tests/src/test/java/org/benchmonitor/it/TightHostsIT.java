package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Hosts with little room: the monitor stays out, or gives itself up, and the host runs as without
 * it. Any lack of memory on any thread ends them.
 */
@EnabledOnOs(OS.LINUX)
class TightHostsIT {
  private static final String MAIN = "com.acme.tight.Tight";
  private static final String[] OPTIONS = {"report=report.json", "op=" + MAIN + "#operation"};
  private static final String HEATMAP = "/api/heatmap?columns=600";
  private static final int CLIENTS = 10;
  private static final int NOT_ALLOWED = 4;

  private static Path classes;

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("tight");
  }

  private static Host.Builder tight(Host.Builder host, String jvm, String program) {
    return host.jvm(jvm.split(" "))
        .jvm("-XX:+ExitOnOutOfMemoryError")
        .program("-cp", classes.toString(), MAIN)
        .program(program.split(" "));
  }

  private static List<String> said(Host host) {
    return host.stderr().lines().filter(line -> line.startsWith("[monitor]")).toList();
  }

  /** What it printed; a warning of the JVM begins with the time at which it came. */
  private static String withoutTimes(Host host) {
    return host.stdout().replaceAll("(?m)^\\[[0-9.]+s\\]", "[time]");
  }

  private static void assertAsWithoutTheAgent(Host monitored, Host plain) {
    assertThat(plain.awaitExit()).as(plain.stderr() + plain.stdout()).isZero();
    assertThat(monitored.awaitExit()).as(monitored.stderr() + monitored.stdout()).isZero();
    assertThat(withoutTimes(monitored)).isEqualTo(withoutTimes(plain)).endsWith("done\n");
    assertThat(monitored.stderr().lines().toList()).hasSize(said(monitored).size());
  }

  private static Stream<Arguments> withoutRoom() {
    return Jdk.inTurn(
        Arguments.of("-Xmx13m", " MB of heap are left, the monitor needs 12"),
        Arguments.of("-XX:MaxMetaspaceSize=24m", " MB of metaspace are left, the monitor needs 24"),
        Arguments.of(
            "-XX:CompressedClassSpaceSize=3m",
            " MB of compressed class space are left, the monitor needs 4"),
        Arguments.of(
            "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xlog:disable",
            "collector never collects"));
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("withoutRoom")
  void whereThereIsTooLittleRoomTheMonitorStaysOutWithOneLine(
      int version, String jvm, String reason) {
    Jdk jdk = Jdk.of(version);
    String program = "NOTHING 1 0 200";
    try (Host plain = tight(Host.on(jdk), jvm, program).run();
        Host monitored = tight(Host.on(jdk).agent(OPTIONS), jvm, program).run()) {
      assertAsWithoutTheAgent(monitored, plain);
      assertThat(said(monitored))
          .singleElement()
          .asString()
          .startsWith("[monitor] not started, the program runs on without it: ")
          .contains(reason);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anAttachIsRefusedForTheSameReason(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host = tight(Host.on(jdk), "-XX:MaxMetaspaceSize=24m", "NOTHING 1 0 60000").start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("full"));
      Cli attach =
          Cli.run(
              jdk,
              host.directory().resolve("registry"),
              "attach",
              Long.toString(host.pid()),
              OPTIONS[1]);
      assertThat(attach.exits(NOT_ALLOWED).stderr())
          .contains(" MB of metaspace are left, the monitor needs 24");
      assertThat(said(host)).singleElement().asString().contains("not started");
      assertThat(host.isAlive()).isTrue();
    }
  }

  /** What fills the room, how fast, and how long it stays full. */
  private static Stream<Arguments> full() {
    Stream<Arguments> heaps =
        Jdk.inTurn(
            Arguments.of("-Xmx20m -XX:+UseG1GC", "HEAP 6 20 3000"),
            Arguments.of("-Xmx20m -XX:+UseSerialGC", "HEAP 6 20 3000"),
            Arguments.of("-Xmx20m -XX:+UseSerialGC", "HEAP 11 300 3000"),
            Arguments.of("-Xmx20m -XX:+UseG1GC", "HEAP 11 300 3000"));
    return Stream.concat(heaps, Jdk.bothVersions().flatMap(TightHostsIT::otherRoom));
  }

  private static Stream<Arguments> otherRoom(int version) {
    return Stream.of(
        Arguments.of(version, "-Xmx64m -XX:MaxMetaspaceSize=32m", "CLASSES 200 20 2000"),
        Arguments.of(version, "-Xss180k", "STACK 20 10 500"),
        Arguments.of(version, "-Xmx32m", "SOFT 2000 1 500"),
        Arguments.of(version, "-XX:MaxDirectMemorySize=8m", "DIRECT 7 20 500"),
        Arguments.of(version, "-XX:ReservedCodeCacheSize=4m", "NOTHING 50 20 500"));
  }

  @ParameterizedTest(name = "JDK {0}, {1}, {2}")
  @MethodSource("full")
  void hostsThatFillTheirRoomRunAsWithoutTheMonitorAndAreReported(
      int version, String jvm, String program) {
    Jdk jdk = Jdk.of(version);
    try (Host plain = tight(Host.on(jdk), jvm, program).run();
        Host monitored = tight(Host.on(jdk).agent(OPTIONS), jvm, program).run()) {
      assertAsWithoutTheAgent(monitored, plain);
      JsonNode report = Runs.report(monitored);
      assertThat(report.get("metrics").get("total").get("operations").asLong()).isPositive();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void manyClientsThatAskForMuchAtOnceNeedTheRoomOfTwo(int version) {
    List<String> paths =
        List.of(
            "/api/export",
            "/api/workers?limit=10000",
            "/api/metrics/timeline?window=3600&interval=0.1",
            HEATMAP);
    try (Host host =
        tight(Host.on(Jdk.of(version)).agent(OPTIONS), "-Xmx32m -XX:+UseSerialGC", "HEAP 3 10 6000")
            .start()) {
      Api api = host.api();
      List<CompletableFuture<List<HttpResponse<String>>>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            CompletableFuture.supplyAsync(
                () -> paths.stream().map(api::send).toList(),
                command -> new Thread(command).start()));
      }
      List<HttpResponse<String>> heatmaps = new ArrayList<>();
      for (CompletableFuture<List<HttpResponse<String>>> client : clients) {
        heatmaps.add(client.join().get(paths.indexOf(HEATMAP)));
        assertThat(client.join())
            .hasSize(paths.size())
            .allSatisfy(
                answer ->
                    assertThat(answer.statusCode() == 200 || isBusy(answer))
                        .as(answer.statusCode() + answer.body())
                        .isTrue());
      }
      assertThat(heatmaps).anyMatch(answer -> answer.statusCode() == 200);
      assertThat(host.awaitExit()).as(host.stderr() + host.stdout()).isZero();
    }
  }

  private static boolean isBusy(HttpResponse<String> answer) {
    return answer.statusCode() == 503
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer.body().contains("busy");
  }
}
