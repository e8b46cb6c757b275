package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real engine that scrapes monitors each second. */
final class Engine implements AutoCloseable {
  /** Those that are tried. */
  enum Kind {
    PROMETHEUS("prometheus"),
    VICTORIA_METRICS("victoria-metrics");

    private final String program;

    Kind(String program) {
      this.program = program;
    }

    private List<String> command(String started, Path directory, Path config, int port) {
      String address = "127.0.0.1:" + port;
      String data = directory.resolve("data").toString();
      return switch (this) {
        case PROMETHEUS ->
            List.of(
                started,
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + address);
        case VICTORIA_METRICS ->
            List.of(
                started,
                "-promscrape.config=" + config,
                "-storageDataPath=" + data,
                "-httpListenAddr=" + address,
                // Otherwise what was scraped last is not found for half a minute.
                "-search.latencyOffset=0s");
      };
    }
  }

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Engine(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** A program of the engines' packages. */
  static String program(String name) {
    return RealParts.program("prometheus victoria-metrics", name).toString();
  }

  /** Starts one that scrapes monitors by plain HTTP, of which it needs no token. */
  static Engine start(Kind kind, List<URI> targets) {
    return start(kind, targets, List.of());
  }

  /**
   * Starts one that scrapes monitors.
   *
   * @param targets their URLs
   * @param more lines of the scrape configuration
   */
  static Engine start(Kind kind, List<URI> targets, List<String> more) {
    Engine engine = starting(kind, targets, more);
    Await.until(
        kind.program + " scrapes " + targets.size() + " monitors",
        LONGEST,
        () -> engine.answers("sum(up)") && engine.number("sum(up)") == targets.size());
    return engine;
  }

  /** The same without waiting for what it scrapes. */
  static Engine starting(Kind kind, List<URI> targets, List<String> more) {
    String program = program(kind.program);
    try {
      Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
      Path directory = Files.createTempDirectory(parent, "engine");
      Path config = directory.resolve("scrape.yml");
      Files.writeString(config, config(targets, more));
      int port = Runners.freePort();
      Process process =
          new ProcessBuilder(kind.command(program, directory, config, port))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      Engine engine = new Engine(process, URI.create("http://127.0.0.1:" + port + "/"));
      Await.until(kind.program + " answers", LONGEST, () -> engine.answers("vector(1)"));
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(List<URI> targets, List<String> more) {
    List<String> addresses =
        targets.stream().map(uri -> "'" + uri.getHost() + ":" + uri.getPort() + "'").toList();
    return """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: bench
            static_configs:
              - targets: [%s]
        %s"""
        .formatted(
            String.join(", ", addresses),
            more.stream().map(line -> "    " + line + "\n").collect(Collectors.joining()));
  }

  private boolean answers(String expression) {
    try {
      return !query(expression).isEmpty();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** The samples of an expression: their labels without the target's, and the values. */
  List<Map.Entry<Map<String, String>, Double>> query(String expression) {
    String words = "api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(words)).timeout(Duration.ofSeconds(20)).build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
      List<Map.Entry<Map<String, String>, Double>> samples = new ArrayList<>();
      if (answer.statusCode() == 200) {
        for (JsonNode one : JSON.readTree(answer.body()).get("data").get("result")) {
          Map<String, String> labels = new LinkedHashMap<>();
          one.get("metric")
              .properties()
              .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
          labels.keySet().removeAll(List.of("job", "instance"));
          samples.add(Map.entry(labels, Double.valueOf(one.get("value").get(1).asString())));
        }
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The value of an expression that has one sample. */
  double number(String expression) {
    List<Map.Entry<Map<String, String>, Double>> samples = query(expression);
    assertThat(samples).as(expression).hasSize(1);
    return samples.get(0).getValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
