package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Recorded runs on the command line and in {@code open}, beside the JVM that wrote them. */
class RecordedRunsIT {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Path registry;

  @BeforeEach
  void makeRegistry() throws IOException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    registry = Files.createTempDirectory(parent, "registry").resolve("own");
  }

  private static Host rounds(Jdk jdk) {
    return Host.on(jdk)
        .agent(
            "op=Rounds#operation",
            "op=Rounds#failing",
            "session=Rounds#round",
            "session_id=nightly",
            "metrics_interval=100ms",
            "record=true",
            "record_dir=runs")
        .program(Programs.file("Rounds.java").toString())
        .start();
  }

  private JsonNode runs(Jdk jdk, String directory) {
    return Cli.run(jdk, registry, "runs", "--json", "--dir", directory)
        .exits(0)
        .json()
        .get("records");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRecordAnswersAsItsHostDoes(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (Host host = rounds(jdk)) {
      Api live = host.api();
      String directory = host.directory().resolve("runs").toString();
      Await.until(
          "three records that have ended, and one that has not",
          LONGEST,
          () ->
              Files.isDirectory(Path.of(directory))
                  && runs(jdk, directory)
                      .valueStream()
                      .map(one -> one.get("running").asBoolean())
                      .toList()
                      .equals(List.of(true, false, false, false)));
      JsonNode listed = runs(jdk, directory);
      assertThat(listed.get(0).get("ended").asString()).isEqualTo("running");
      String id = "nightly-3-" + host.pid();
      assertThat(listed.get(1).get("id").asString()).isEqualTo(id);
      assertThat(listed.get(1).get("operations").asLong()).isEqualTo(303);
      assertThat(listed.get(1).get("errors").asLong()).isEqualTo(3);
      Cli.run(jdk, registry, "tag", listed.get(0).get("id").asString(), "a:b", "--dir", directory)
          .exits(7);

      try (OpenedRecord opened = OpenedRecord.of(jdk, registry, id, "--dir", directory)) {
        assertThat(opened.api().send("/api/status").statusCode()).isEqualTo(401);
        String of = "session=nightly-3";
        JsonNode status = live.get("/api/status?" + of);
        String range = "&from=" + status.get("start_time").asString();
        for (String path :
            List.of(
                "/api/export?format=csv&",
                "/api/export?format=hlog&",
                "/api/export?format=percentiles&",
                "/api/histogram?",
                "/api/heatmap?",
                "/api/percentiles?op=operation&",
                "/api/metrics?")) {
          for (String end : List.of(of, of + range)) {
            assertThat(opened.text(path + end)).isEqualTo(live.send(path + end).body());
          }
        }
        String errors = "/api/errors?" + of;
        assertThat(opened.text(errors)).isEqualTo(live.send(errors).body());
        JsonNode workers = opened.get("/api/workers");
        assertThat(workers.get("total_workers").asInt())
            .isEqualTo(live.get("/api/workers?" + of).get("total_workers").asInt())
            .isPositive();
        JsonNode recorded = opened.get("/api/status");
        assertThat(recorded.get("recorded").get("id").asString()).isEqualTo(id);
        assertThat(recorded.get("status")).isEqualTo(status.get("status"));
        assertThat(recorded.get("reason")).isEqualTo(status.get("reason"));
        assertThat(opened.get("/api/records").get("records")).hasSize(4);
        assertThat(opened.get("/api/metrics?session=nightly-2").get("total"))
            .isEqualTo(live.get("/api/metrics?session=nightly-2").get("total"));
        Path csv = host.directory().resolve("out.csv");
        Cli.run(jdk, registry, "export", id, "--dir", directory, "--format=csv", "--output=" + csv)
            .exits(0);
        assertThat(csv).hasContent(live.send("/api/export?format=csv&" + of).body());
      }
      assertThat(live.send("/api/records").statusCode()).isEqualTo(404);

      host.handle().destroyForcibly();
      host.awaitExit();
      String last = runs(jdk, directory).get(0).get("id").asString();
      assertThat(runs(jdk, directory).get(0).get("ended").asString()).isEqualTo("failed: killed");
      Cli.run(jdk, registry, "tag", last, "a:b", "--dir", directory).exits(0);
      Cli.run(jdk, registry, "keep", last, "--dir", directory).exits(0);
      JsonNode tagged = runs(jdk, directory).get(0);
      assertThat(tagged.get("tags").get("a").asString()).isEqualTo("b");
      assertThat(tagged.get("kept").asBoolean()).isTrue();
      Cli.run(jdk, registry, "delete", last, id, "--dir", directory).exits(0);
      assertThat(runs(jdk, directory)).hasSize(2);
    }
  }
}
