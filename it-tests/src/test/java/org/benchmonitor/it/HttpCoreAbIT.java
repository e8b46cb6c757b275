package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** HttpCore's ab 4.4.15 from the registry, which prints a count and a mean and no percentile. */
class HttpCoreAbIT {
  private static final Pattern COMPLETE = Pattern.compile("Complete requests:\\s+(\\d+)");
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyRequestIsCountedAsItAndTheServerDo(int version) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicLong served = new AtomicLong();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          served.incrementAndGet();
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("report=report.json")
            .program("-cp", Runners.classPath("httpcore-ab"))
            .program("org.apache.http.benchmark.HttpBenchmark", "-n", "500", "-c", "4", "-k")
            .program("http://127.0.0.1:" + server.getAddress().getPort() + "/")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      long count = Long.parseLong(Runners.found(COMPLETE, host.stdout()).group(1));
      assertThat(count).isEqualTo(2_000).isEqualTo(served.get());
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "httpcore-ab");
      assertThat(Runners.counts(report)).isEqualTo(Map.of("request", count));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      Runners.row("HttpCore ab 4.4.15", report, "httpcore-ab", "request", count, null);
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
