package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Coming into a host that works, and leaving it while it works. */
class AttachIT {
  private static final String OPTIONS =
      "address=localhost:0,metrics_interval=100ms,op=Stretches$Worker#operation,"
          + "op=Stretches$Worker#later";
  private static final long MEGABYTE = 1 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static Host stretches(int version, String... jvm) {
    Host host =
        Host.on(Jdk.of(version))
            .jvm(jvm)
            .program(Programs.file("Stretches.java").toString())
            .start();
    Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
    return host;
  }

  /** What the program itself has counted up to here: operations and failures. */
  private record Count(long operations, long failures) {
    static Count held(Host host) {
      long[] numbers = numbers(host.ask("hold"));
      return new Count(numbers[0], numbers[1]);
    }

    /** What the monitor has counted. */
    static Count seen(Api api) {
      JsonNode operation = api.get("/api/metrics").get("by_operation").path("operation");
      return new Count(operation.path("count").asLong(), operation.path("errors").asLong());
    }

    Count minus(Count before) {
      return new Count(operations - before.operations, failures - before.failures);
    }
  }

  private static long[] numbers(String answer) {
    return Arrays.stream(answer.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
  }

  private static void awaitTwoSnapshots(Api api) {
    long before = api.get("/api/status").get("sequence").asLong();
    Await.until(
        "two snapshots",
        LONGEST,
        () -> api.get("/api/status").get("sequence").asLong() >= before + 2);
  }

  /** Compares a stretch of a host that is held at both ends; leaves it held. */
  private static void assertAStretchIsExact(Host host, Api api) {
    Count first = Count.held(host);
    awaitTwoSnapshots(api);
    Count firstSeen = Count.seen(api);
    host.ask("go");
    Await.until("operations", LONGEST, () -> Count.seen(api).minus(firstSeen).operations > 200);
    Count own = Count.held(host).minus(first);
    awaitTwoSnapshots(api);
    assertThat(Count.seen(api).minus(firstSeen)).isEqualTo(own);
    assertThat(own.failures).isPositive();
  }

  /** So that what is looked for afterwards is known to be found when it is there. */
  private static void assertAllIsThere(Jdk jdk, Host host, Api api) throws IOException {
    assertThat(isOpen(api)).as("the port").isTrue();
    assertThat(Attaching.jcmd(jdk, host, "Thread.print")).contains("monitor-");
    assertThat(objectsOfTheCore(jdk, host)).isNotEmpty();
    assertThat(Attaching.jcmd(jdk, host, "VM.classloaders")).contains("CoreLoader");
    assertThat(Attaching.jcmd(jdk, host, "VM.system_properties")).contains("org.benchmonitor");
    assertThat(openJars(host)).isPositive();
    assertThat(instrumentedThreads(host)).isPositive();
  }

  private static void assertNothingIsLeft(Jdk jdk, Host host, Api api) throws IOException {
    assertThat(isOpen(api)).as("the port").isFalse();
    assertThat(Attaching.jcmd(jdk, host, "Thread.print")).doesNotContain("monitor-");
    // A compiler that is inside of a method of the core keeps its loader alive until it is done.
    Await.until(
        "the end of all objects of the core", LONGEST, () -> objectsOfTheCore(jdk, host).isEmpty());
    assertThat(Attaching.jcmd(jdk, host, "VM.classloaders"))
        .as("class loaders")
        .doesNotContain("CoreLoader");
    assertThat(Attaching.jcmd(jdk, host, "VM.system_properties"))
        .doesNotContain("org.benchmonitor");
    assertThat(openJars(host)).as("the JDK's own, on the class path").isLessThanOrEqualTo(1);
  }

  /** Counts live objects only, after a collection. */
  private static List<String> objectsOfTheCore(Jdk jdk, Host host) {
    return Attaching.jcmd(jdk, host, "GC.class_histogram")
        .lines()
        .filter(line -> line.matches(".*(benchmonitor|bytebuddy|tools[.]jackson|iki[.]elonen).*"))
        .filter(line -> !line.contains("org.benchmonitor.bootstrap."))
        .toList();
  }

  private static boolean isOpen(Api api) {
    try (Socket socket = new Socket("localhost", api.base().getPort())) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }

  private static long openJars(Host host) throws IOException {
    Path descriptors = Path.of("/proc", Long.toString(host.pid()), "fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    List<Path> open = new ArrayList<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path one : all.toList()) {
        if (Files.isSymbolicLink(one)) {
          open.add(Files.readSymbolicLink(one));
        }
      }
    }
    return open.stream().filter(Host.MONITOR_JAR::equals).count();
  }

  private static void awaitClosed(Api api) {
    Await.until("the end of the port", LONGEST, () -> !isOpen(api));
  }

  private static long instrumentedThreads(Host host) {
    return numbers(host.ask("instrumented"))[0];
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aBusyHostIsCountedFromTheAttachOnAndGivenBackAsItWas(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (Host host = stretches(version)) {
      host.ask("go");
      Instant before = Instant.now();
      Api api = Attaching.attach(host, OPTIONS);
      assertAStretchIsExact(host, api);
      JsonNode status = api.get("/api/status");
      assertThat(status.get("status").asString()).isEqualTo("running");
      assertThat(Instant.parse(status.get("start_time").asString())).isAfter(before);
      assertThat(
              api.get("/api/metrics/timeline?window=60&interval=1").findValues("text").stream()
                  .map(JsonNode::asString))
          .anyMatch(text -> text.matches("2 methods instrumented in 1 class, [\\d.]+ (us|ms|s)"));

      Attaching.load(host, OPTIONS + ",digits=7");
      assertThat(host.stderr())
          .contains("[monitor] already monitored at http://localhost:")
          .doesNotContain("digits");
      assertThat(host.stderr().lines().filter(line -> !isOfTheJdk(line))).hasSize(2);
      assertAllIsThere(jdk, host, api);

      host.ask("go");
      // The first pause registers a shutdown hook, which must go too.
      assertThat(api.post("/api/control/pause", "{}").statusCode()).isEqualTo(200);
      assertThat(api.post("/api/control/resume", "{}").statusCode()).isEqualTo(200);
      assertThat(api.post("/api/detach", "{}").body()).isEqualTo("{\"detached\":true}");
      awaitClosed(api);
      // The first waits for the end of the one that leaves, the second finds none.
      Attaching.load(host, "detach");
      Attaching.load(host, "detach");
      assertThat(host.stderr()).contains("not detached, this program is not monitored");
      assertThat(instrumentedThreads(host)).isZero();
      assertNothingIsLeft(jdk, host, api);
    }
  }

  /** JEP 451: the JDK itself warns of an agent that comes later. */
  private static boolean isOfTheJdk(String line) {
    return line.startsWith("WARNING: A Java agent has been loaded dynamically")
        || line.startsWith("WARNING: If a serviceability tool is ")
        || line.startsWith("WARNING: Dynamic loading of agents will be disallowed");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void patternsComeAndGoWhileItRuns(int version) {
    try (Host host = stretches(version)) {
      host.ask("go");
      Api api = Attaching.attach(host, OPTIONS);
      JsonNode changed =
          Api.read(
              api.post(
                      "/api/instrumentation",
                      """
                      {"add": ["op=even=Stretches$Worker#isEven,ok=return:true"],
                       "remove": ["Stretches$Worker#operation"], "by": "a test"}
                      """)
                  .body());
      assertThat(changed.get("patterns").findValuesAsString("pattern"))
          .containsExactly("Stretches$Worker#later", "even=Stretches$Worker#isEven");
      host.ask("hold");
      awaitTwoSnapshots(api);
      Count removed = Count.seen(api);
      host.ask("go");
      Await.until("the new operation", LONGEST, () -> even(api).path("count").asLong() > 200);
      Count held = Count.held(host);
      awaitTwoSnapshots(api);
      assertThat(Count.seen(api)).as("counts of a pattern that is gone").isEqualTo(removed);
      long odd = even(api).get("errors").asLong();
      assertThat(odd).isBetween(1L, even(api).get("count").asLong() - 1);

      api.post("/api/instrumentation", "{\"add\": [\"Stretches$Worker#operation\"]}");
      host.ask("go");
      Await.until(
          "more operations", LONGEST, () -> Count.seen(api).operations > removed.operations + 200);
      Count own = Count.held(host).minus(held);
      awaitTwoSnapshots(api);
      assertThat(Count.seen(api).minus(removed)).isEqualTo(own);
      assertThat(api.post("/api/instrumentation", "{\"add\": [\"A#b\", \"nothing\"]}").statusCode())
          .isEqualTo(400);
      assertThat(api.get("/api/instrumentation").get("patterns")).hasSize(3);
      assertThat(api.get("/api/instrumentation").get("suppressed").asLong()).isZero();
      // The way back to plain code is what the other tests see as zero.
      assertThat(instrumentedThreads(host)).isOne();
    }
  }

  private static JsonNode even(Api api) {
    return api.get("/api/metrics").get("by_operation").path("even");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anAgentThatWasThereFromTheStartLeavesAndComesBack(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    Path yaml =
        Files.writeString(
            Files.createTempFile(Path.of(Host.property("it.directory")), "monitor", ".yaml"),
            """
            op:
              - pattern: Stretches$Worker#isEven
                ok: return:true
              - pattern: name={0}=Stretches$Worker#inner
              - Stretches$Worker#operation
            """);
    try (Host host =
        Host.on(jdk)
            .agent("config=" + yaml, "metrics_interval=100ms", "report=report.json")
            .program(Programs.file("Stretches.java").toString())
            .start()) {
      Api api = host.api();
      host.ask("go");
      assertAStretchIsExact(host, api);
      CompletableFuture<String> stream =
          api.client()
              .sendAsync(
                  HttpRequest.newBuilder(api.base().resolve("/api/stream")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .thenApply(HttpResponse::body);
      Await.until(
          "the stream",
          LONGEST,
          () -> api.get("/api/status").get("monitor").get("stream_clients").asInt() == 1);
      host.ask("go");
      assertThat(api.post("/api/detach", "{\"by\":\"a test\"}").statusCode()).isEqualTo(200);
      assertThat(stream.join()).contains("benchmark_completed", "the monitor was detached");
      awaitClosed(api);
      Attaching.load(host, "detach");
      JsonNode status = Runs.report(host).get("status");
      assertThat(status.get("status").asString()).isEqualTo("completed");
      assertThat(status.get("reason").asString()).isEqualTo("the monitor was detached");
      assertThat(instrumentedThreads(host)).isZero();
      assertNothingIsLeft(jdk, host, api);
      assertAStretchIsExact(host, Attaching.attach(host, OPTIONS + ",report=second.json"));
      host.terminate();
      host.awaitExit();
      // The end of the JVM leads to the second core, though the JDK was told of the first one only.
      assertThat(host.directory().resolve("second.json")).exists();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aMonitorThatPushesDoesSoOnceMoreAndLeavesNothing(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        Host host = stretches(version)) {
      Count first = Count.held(host);
      String pushing = String.join(",", receiver.options("127.0.0.1", "1s"));
      Api api = Attaching.attach(host, OPTIONS + "," + pushing);
      awaitTwoSnapshots(api);
      host.ask("go");
      Await.until("a push", LONGEST, () -> receiver.requests() > 0);
      Count own = Count.held(host).minus(first);
      Attaching.load(host, "detach");
      long failures = receiver.counts().get("operation error");
      long successes = receiver.counts().get("operation success");
      assertThat(new Count(successes + failures, failures)).isEqualTo(own);
      assertNothingIsLeft(jdk, host, api);
    }
  }

  /** Each time takes more than a second of a machine with two cores. */
  private static Stream<Arguments> rounds() {
    return Size.isAll()
        ? Stream.of(Arguments.of(17, 12), Arguments.of(25, 50))
        : Stream.of(Arguments.of(25, 8));
  }

  @ParameterizedTest(name = "JDK {0}, {1} times")
  @MethodSource("rounds")
  void manyTimesInAndOutCountsExactlyAndKeepsMemoryFlat(int version, int rounds)
      throws IOException {
    Jdk jdk = Jdk.of(version);
    // The quick compiler alone: most of a round is the core's own start, over and over.
    try (Host host = stretches(version, "-XX:TieredStopAtLevel=1")) {
      long[] settled = {};
      for (int round = 1; round <= rounds; round++) {
        host.ask("go");
        Api api = Attaching.attach(host, OPTIONS);
        assertAStretchIsExact(host, api);
        host.ask("go");
        if (round % 2 == 0) {
          Attaching.load(host, "detach");
        } else {
          api.post("/api/detach", "{}");
          awaitClosed(api);
        }
        if (round == Math.min(10, rounds / 2)) {
          settled = numbers(host.ask("memory"));
        }
        if (round == rounds) {
          assertMemoryIsAsItWas(host, settled);
          assertThat(instrumentedThreads(host)).isZero();
          assertNothingIsLeft(jdk, host, api);
        }
      }
    }
  }

  /**
   * One core that stayed would be six megabytes of heap, ten of metaspace and 1,900 classes. What
   * is allowed is the JVM's own: profiles of methods, and forms of method handles that it caches.
   */
  private static void assertMemoryIsAsItWas(Host host, long[] settled) {
    List<String> seen = new ArrayList<>();
    Await.value(
        "flat memory, " + Arrays.toString(settled),
        LONGEST,
        () -> {
          long[] now = numbers(host.ask("memory"));
          seen.add(Arrays.toString(now));
          boolean flat =
              now[0] - settled[0] < MEGABYTE
                  && now[1] - settled[1] < 3 * MEGABYTE
                  && now[2] - settled[2] < 400;
          return flat ? Optional.of(true) : Optional.empty();
        },
        () -> seen.get(seen.size() - 1));
  }
}
