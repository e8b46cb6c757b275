package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a recorded run holds after its JVM is gone, however that went; read by the program in
 * docs/record.md, which knows only what that document says.
 */
class RecordIT {
  private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
  private static final int KILLS = 10;
  private static final String OPERATION = "op=Stretches$Worker#operation";

  private static Host.Builder program(int version) {
    return Host.on(Jdk.of(version)).program(Programs.file("Stretches.java").toString());
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** The successful and the failed calls of each operation. */
  private static Map<String, long[]> counts(Path record, Path scratch)
      throws IOException, InterruptedException {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/record.md")));
    assertThat(program.find()).as("a program in Python").isTrue();
    Path reader = Files.writeString(scratch.resolve("reader.py"), program.group(1));
    Path printed = scratch.resolve("printed");
    Process python =
        new ProcessBuilder("python3", "-X", "utf8", reader.toString(), record.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(python.waitFor(60, TimeUnit.SECONDS)).as("python3 has ended").isTrue();
    } finally {
      python.destroyForcibly();
    }
    Map<String, long[]> counts = new TreeMap<>();
    for (String line : Files.readAllLines(printed).stream().skip(1).toList()) {
      String[] words = line.split(" ", 3);
      counts.put(words[0], new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
    }
    return counts;
  }

  private static long[] ofTheApi(Api api) {
    var operation = api.get("/api/metrics").path("by_operation").path("operation");
    long all = operation.path("count").asLong(0);
    return new long[] {all, api.get("/api/status").get("sequence").asLong()};
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunThatIsKilledHasWhatItsPageHadShown(int version)
      throws IOException, InterruptedException {
    Random random = new Random(7);
    for (int i = 0; i < KILLS; i++) {
      try (Host host =
          program(version)
              .agent(OPERATION, "record=true", "record_dir=runs", "metrics_interval=100ms")
              .start()) {
        Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
        host.ask("go");
        Api api = host.api();
        Await.until("an operation", Duration.ofSeconds(30), () -> ofTheApi(api)[0] > 0);
        Thread.sleep(random.nextInt(400));
        long shown = ofTheApi(api)[0];
        // The follower has a tick to write it.
        Thread.sleep(100 + random.nextInt(100));
        host.handle().destroyForcibly();
        host.awaitExit();

        Path runs = host.directory().resolve("runs");
        long[] recorded = counts(only(runs), host.directory()).get("operation");
        assertThat(recorded[0] + recorded[1])
            .as("calls in the record of kill " + i)
            .isGreaterThanOrEqualTo(shown);
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunThatEndsHasEveryCall(int version) throws IOException, InterruptedException {
    try (Host host = program(version).agent(OPERATION, "record=true", "record_dir=runs").start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.ask("go");
      Thread.sleep(1_500);
      String[] counted = host.ask("hold").split(" ", 3);
      host.terminate();
      host.awaitExit();

      Path runs = host.directory().resolve("runs");
      long[] recorded = counts(only(runs), host.directory()).get("operation");
      assertThat(recorded[0] + recorded[1]).isEqualTo(Long.parseLong(counted[1]));
      assertThat(recorded[1]).isEqualTo(Long.parseLong(counted[2]));
    }
  }

  /** Latin-1, so that each byte is a character. */
  private static String characters(Path record) throws IOException {
    return Files.readString(record, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRecordHasTheTagsAndTheLogAndNoSecret(int version) throws IOException {
    try (Host host =
        program(version)
            .jvm("-Dhidden.from.records=a-property-of-the-program")
            .agent(
                OPERATION,
                "record=true",
                "record_sync=true",
                "record_dir=runs",
                "tag=version:2.1",
                "tag=commit:0a1b2c",
                "token=a-token-of-the-user")
            .start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.ask("go");
      LockSupport.parkNanos(1_500_000_000L);
      host.terminate();
      host.awaitExit();

      String record = characters(only(host.directory().resolve("runs")));
      assertThat(record)
          .contains("\"tags\":{\"version\":\"2.1\",\"commit\":\"0a1b2c\"}")
          .contains("listening")
          .doesNotContain("a-token-of-the-user")
          .doesNotContain("a-property-of-the-program");
    }
  }

  /** What a program loads that ends by itself after a second of operations. */
  private static Set<String> loaded(int version, String record) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm("-Xlog:class+load=info:file=classes.log:none")
            .program(Programs.file("Stretches.java").toString())
            .agent(OPERATION, record, "record_dir=runs")
            .start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.ask("go");
      LockSupport.parkNanos(1_500_000_000L);
      host.terminate();
      host.awaitExit();
      try (Stream<String> lines = Files.lines(host.directory().resolve("classes.log"))) {
        return lines.map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
      }
    }
  }

  /** Writing JSON with a tree would take 30 ms of CPU in the host's first second. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void recordingLoadsNoClassOfJackson(int version) throws IOException {
    Set<String> more = loaded(version, "record=true");
    more.removeAll(loaded(version, "record=false"));
    assertThat(more).anyMatch(name -> name.startsWith("org.benchmonitor.run.frame."));
    assertThat(more).noneMatch(name -> name.startsWith("tools.jackson."));
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aProgramWithoutAnOperationLeavesNoRecord(int version) throws IOException {
    try (Host host =
        program(version)
            .agent("op=Stretches$Absent#operation", "record=true", "record_dir=runs")
            .start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.api();
      host.terminate();
      host.awaitExit();

      assertThat(host.directory().resolve("runs")).doesNotExist();
    }
  }
}
