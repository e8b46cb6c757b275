package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a run must keep to, and who is told when it does not. */
class ThresholdsIT {
  private static final String OPERATION = "op=call=Hooked#call";
  private static final String SLOW = "slow=p50 of call < 50ms over 500ms";

  private static Host.Builder hooked(int version, String... seconds) {
    return Host.on(Jdk.of(version))
        .program("-cp", Programs.compiled("hooked").toString(), "Hooked")
        .program(seconds);
  }

  private static JsonNode threshold(JsonNode alerts, String name) {
    for (JsonNode one : alerts.get("thresholds")) {
      if (one.get("name").asString().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + alerts);
  }

  private static String state(Api api, String name) {
    return threshold(api.get("/api/alerts"), name).get("state").asString();
  }

  private static List<String> lines(Host host, String file) throws IOException {
    return Files.readAllLines(host.directory().resolve(file));
  }

  /** The messages of a server-sent stream, by type and sequence. */
  private static Map<String, String> messages(HttpResponse<Stream<String>> stream) {
    Map<String, String> byKey = new HashMap<>();
    String[] event = {"", ""};
    stream
        .body()
        .forEach(
            line -> {
              if (line.startsWith("id: ")) {
                event[0] = line.substring(4);
              } else if (line.startsWith("event: ")) {
                event[1] = line.substring(7);
              } else if (line.startsWith("data: ")) {
                byKey.put(event[1] + " " + event[0], line.substring(6));
              }
            });
    return byKey;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void whatIsBrokenIsToldToEverybodyAlike(int version) throws IOException {
    List<JsonNode> posted = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          try (exchange) {
            posted.add(
                Api.read(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
    try (Host host =
        hooked(version, "3", "4", "4")
            .agent(
                OPERATION,
                "threshold='" + SLOW + ", webhook, callback'",
                "threshold=errors<1%",
                "threshold=enough=p99.99<1h",
                "webhook=http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                "alert_callback=Hooked$Hook#onAlert",
                "callback=Hooked$Hook#on",
                "metrics_interval=100ms")
            .start()) {
      Api api = host.api();
      CompletableFuture<HttpResponse<Stream<String>>> stream =
          api.client()
              .sendAsync(
                  api.request("/api/stream").timeout(Duration.ofMinutes(2)).build(),
                  HttpResponse.BodyHandlers.ofLines());
      await("ok", api);
      assertThat(api.get("/api/health").get("health_status").asString()).isEqualTo("HEALTHY");
      await("broken", api);
      JsonNode health = api.get("/api/health");
      assertThat(health.get("health_status").asString()).isEqualTo("UNHEALTHY");
      assertThat(health.get("reasons").get(0).asString()).startsWith("slow: broken, 1");
      JsonNode broken = api.get("/api/alerts");
      assertThat(broken.get("active")).hasSize(1);
      assertThat(threshold(broken, "slow").get("limit").asInt()).isEqualTo(50);
      assertThat(threshold(broken, "slow").get("margin_percent").asDouble()).isNegative();
      assertThat(threshold(broken, "errors<1%").get("state").asString()).isEqualTo("ok");
      assertThat(threshold(broken, "enough").get("state").asString()).isEqualTo("no data");
      JsonNode summary = api.get("/api/summary");
      assertThat(summary.get("cluster").get("health_status").asString()).isEqualTo("UNHEALTHY");
      assertThat(summary.get("performance").get("total_orders").asLong()).isPositive();
      await("resolved", api);
      assertThat(api.get("/api/alerts").get("past")).hasSize(1);
      assertThat(host.awaitExit()).as(host.stderr()).isZero();

      assertThat(lines(host, "alerts")).containsExactly("slow broken", "slow resolved");
      // Threads that the program makes there are its own.
      assertThat(lines(host, "groups")).hasSizeGreaterThan(50).containsOnly("main");
      assertThat(posted)
          .extracting(one -> one.get("status").asString())
          .containsExactly("firing", "resolved");
      assertThat(posted.get(0).get("externalURL").asString())
          .isEqualTo(api.base().toString())
          .doesNotContain("token");

      // Page, stream and callback have the same message of a sequence number.
      Map<String, String> streamed = messages(stream.join());
      int same = 0;
      List<String> types = new ArrayList<>();
      for (String line : lines(host, "messages")) {
        String type = line.substring(0, line.indexOf('\t'));
        String json = line.substring(line.indexOf('\t') + 1);
        types.add(type);
        String other = streamed.get(type + " " + Api.read(json).get("sequence").asLong());
        if (other != null) {
          assertThat(json).isEqualTo(other);
          same++;
        }
      }
      assertThat(same).isGreaterThan(50);
      assertThat(types).contains("status_change", "metrics_update", "benchmark_completed");
    } finally {
      receiver.stop(0);
    }
  }

  private static void await(String state, Api api) {
    Await.until(state, Duration.ofSeconds(30), () -> state(api, "slow").equals(state));
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aBrokenOneMayStopTheRunUnlessControlIsRefused(int version) {
    String stop = "threshold='" + SLOW + ", stop'";
    try (Host host =
        hooked(version, "1", "60", "1")
            .agent(OPERATION, stop, "metrics_interval=100ms", "report=report.json")
            .start()) {
      assertThat(host.awaitExit()).isNotZero();
      JsonNode status = Runs.report(host).get("status");
      assertThat(status.get("status").asString()).isEqualTo("cancelled");
      assertThat(status.get("reason").asString()).contains("threshold slow");
    }
    try (Host host =
        hooked(version, "1", "6", "1")
            .agent(OPERATION, stop, "metrics_interval=100ms", "control=false")
            .start()) {
      Api api = host.api();
      await("broken", api);
      Await.until(
          "the refusal in the log",
          Duration.ofSeconds(10),
          () ->
              api.get("/api/logs?level=warn")
                  .toString()
                  .contains("threshold slow would stop the run, which control=false refuses"));
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
    }
  }
}
