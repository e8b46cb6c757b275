package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A run ends as it should, whatever has become of the jar's file in the meantime. */
class OverwrittenJarIT {
  private static String classes;

  private static final String[] OPTIONS = {
    "address=localhost:0",
    "op=Overwritten#work",
    "op=Overwritten$Late#work",
    "warmup=1ms",
    "log_level=debug",
    "report=report.json"
  };

  /** What a build, a copy or a cleaning does to the file. */
  enum Change {
    TRUNCATED {
      @Override
      void apply(Path jar) throws IOException {
        Files.newOutputStream(jar, StandardOpenOption.TRUNCATE_EXISTING).close();
      }
    },
    OTHER_BYTES {
      @Override
      void apply(Path jar) throws IOException {
        byte[] bytes = new byte[(int) Files.size(jar)];
        new Random(1).nextBytes(bytes);
        write(jar, bytes);
      }
    },
    /** Whose entries begin where others did. */
    ANOTHER_JAR {
      @Override
      void apply(Path jar) throws IOException {
        write(jar, Files.readAllBytes(Host.RUNNER_JAR));
      }
    },
    DELETED {
      @Override
      void apply(Path jar) throws IOException {
        Files.delete(jar);
      }
    };

    abstract void apply(Path jar) throws IOException;

    /** In place: the file stays the same one. */
    private static void write(Path jar, byte[] bytes) throws IOException {
      try (OutputStream out =
          Files.newOutputStream(
              jar, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        out.write(bytes);
      }
    }
  }

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("Overwritten.java").toString();
  }

  private static Host start(int version, Path jar, String how, String... jvm) {
    return Host.on(Jdk.of(version))
        .jvm(jvm)
        .jvm("-javaagent:" + jar + "=" + String.join(",", OPTIONS))
        .program("-cp", classes, "Overwritten", how)
        .start();
  }

  private static Path copy() throws IOException {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "jar");
    return Files.copy(Host.MONITOR_JAR, directory.resolve("monitor.jar"));
  }

  /** Waits until what the end needs has been loaded. */
  private static Api ready(Host host) {
    Api api = host.api();
    Await.until(
        "the classes that the end needs",
        Duration.ofSeconds(60),
        () -> api.get("/api/logs?level=debug").toString().contains("does not need the jar"));
    return api;
  }

  private static Stream<Arguments> changes() {
    return Jdk.inTurn((Object[]) Change.values());
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("changes")
  void theHostAndItsReportAreWhole(int version, Change change) throws IOException {
    Path jar = copy();
    try (Host host = start(version, jar, "return")) {
      Api api = ready(host);
      change.apply(jar);
      assertThat(api.get("/api/metrics").get("sequence").isNumber())
          .as("what was loaded already still answers")
          .isTrue();
      host.tell("go");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("ready\nsum 28\n");
      JsonNode report = Runs.report(host);
      JsonNode work = report.get("metrics").get("by_operation").get("work");
      assertThat(report.get("instrumentation").get("patterns")).hasSize(2);
      assertThat(report.get("errors").get("total_errors").asInt()).isPositive();
      assertThat(work.get("count").asInt()).as("at least those after the change").isGreaterThan(99);
      // A slow machine warns of the class that is not loaded yet.
      assertThat(
              host.stderr()
                  .lines()
                  .filter(line -> !line.contains("http://"))
                  .filter(line -> !line.contains("has matched nothing for 10 s")))
          .as("at most one line, which names the file")
          .hasSizeLessThan(2)
          .allMatch(line -> line.contains(jar.toString()) && line.contains("overwritten"));
    }
  }

  private static Stream<Arguments> endings() {
    return Jdk.inTurn(
        Arguments.of("return", 0),
        Arguments.of("exit", 3),
        Arguments.of("throw", 1),
        Arguments.of("wait", 143),
        Arguments.of("detach", 143));
  }

  /** Each end loads classes, which the log shows; the jar is empty by then. */
  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("endings")
  void theEndReadsNothingFromTheJar(int version, String how, int exitCode) throws IOException {
    Path jar = copy();
    try (Host host =
        start(
            version,
            jar,
            how.equals("detach") ? "wait" : how,
            "-Xlog:class+load=info:file=classes.log:none")) {
      Api api = ready(host);
      Change.TRUNCATED.apply(jar);
      List<String> before = loaded(host);
      if (how.equals("detach")) {
        api.post("/api/detach", "{}");
        Await.until("the detach", Duration.ofSeconds(30), () -> Files.exists(report(host)));
      }
      host.tell("go");
      if (exitCode == 143) {
        Await.until("the sum", Duration.ofSeconds(30), () -> host.stdout().contains("sum"));
        host.terminate();
      }
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(exitCode);
      assertThat(report(host)).exists();
      assertThat(Runs.report(host).get("status").get("status").asString()).isNotEmpty();
      assertThat(host.stderr()).doesNotContain("overwritten");
      List<String> all = loaded(host);
      assertThat(all.subList(before.size(), all.size()))
          .as("classes of the core that were loaded although the jar was empty")
          .anyMatch(line -> line.startsWith("org.benchmonitor."));
    }
  }

  private static Path report(Host host) {
    return host.directory().resolve("report.json");
  }

  private static List<String> loaded(Host host) throws IOException {
    return Files.readAllLines(host.directory().resolve("classes.log"));
  }
}
