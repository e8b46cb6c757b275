package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a recorded run holds after its JVM is gone, however that went; read by the program in
 * docs/record.md, which knows only what that document says.
 */
class RecordIT {
  private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
  private static final int KILLS = Size.of(20, 200);

  /** JVMs that are started at once: most of a kill is the start of what is killed. */
  private static final int AT_ONCE = 4;

  /** Runs the program for each file. What it prints of one that it cannot read is no line of it. */
  private static final String FOR_EACH =
      """
      import runpy, sys
      for file in sys.argv[2:]:
          print("file", file)
          sys.argv[1] = file
          runpy.run_path(sys.argv[0].replace("each.py", "reader.py"))
      """;

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

  /** A kill may come before the directory is made, before the file is, or before its first tick. */
  private static boolean hasAny(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toFile().length() > 0);
    }
  }

  /** The successful and the failed calls of each operation. */
  private static Map<String, long[]> counts(Path record, Path scratch)
      throws IOException, InterruptedException {
    return counts(List.of(record), scratch).get(0);
  }

  /** The same of several records. */
  private static List<Map<String, long[]>> counts(List<Path> records, Path scratch)
      throws IOException, InterruptedException {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/record.md")));
    assertThat(program.find()).as("a program in Python").isTrue();
    Files.writeString(scratch.resolve("reader.py"), program.group(1));
    Path each = Files.writeString(scratch.resolve("each.py"), FOR_EACH);
    Path printed = scratch.resolve("printed");
    List<String> command =
        new ArrayList<>(List.of("python3", "-X", "utf8", each.toString(), "none"));
    records.forEach(record -> command.add(record.toString()));
    Process python =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(python.waitFor(120, TimeUnit.SECONDS)).as("python3 has ended").isTrue();
      assertThat(python.exitValue()).as(Files.readString(printed)).isZero();
    } finally {
      python.destroyForcibly();
    }
    List<Map<String, long[]>> all = new ArrayList<>();
    for (String line : Files.readAllLines(printed)) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("file")) {
        all.add(new TreeMap<>());
      } else if (words.length == 3) {
        all.get(all.size() - 1)
            .put(words[0], new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
      }
    }
    assertThat(all).hasSameSizeAs(records);
    return all;
  }

  private static long[] ofTheApi(Api api) {
    var operation = api.get("/api/metrics").path("by_operation").path("operation");
    long all = operation.path("count").asLong(0);
    return new long[] {all, api.get("/api/status").get("sequence").asLong()};
  }

  /** Kills at any moment, some while the file is made, some when the page has shown something. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunThatIsKilledHasWhatItsPageHadShown(int version)
      throws IOException, InterruptedException {
    Random random = new Random(7);
    int read = 0;
    for (int done = 0; done < KILLS; done += AT_ONCE) {
      List<Host> hosts = new ArrayList<>();
      try {
        for (int i = 0; i < AT_ONCE; i++) {
          hosts.add(
              program(version)
                  .agent(OPERATION, "record=true", "record_dir=runs", "metrics_interval=100ms")
                  .start());
        }
        List<Path> records = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          Host host = hosts.get(i);
          long atLeast = killed(host, i % 2 == 0, random);
          Path runs = host.directory().resolve("runs");
          if (atLeast > 0 || hasAny(runs)) {
            records.add(only(runs));
            shown.add(atLeast);
          }
        }
        List<Map<String, long[]>> counts = counts(records, hosts.get(0).directory());
        for (int i = 0; i < counts.size(); i++) {
          long[] recorded = counts.get(i).getOrDefault("operation", new long[2]);
          assertThat(recorded[0] + recorded[1])
              .as("calls in " + records.get(i))
              .isGreaterThanOrEqualTo(shown.get(i));
          read++;
        }
      } finally {
        hosts.forEach(Host::close);
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(KILLS / 2);
  }

  /** Kills a host, and says what its page had shown a tick before. */
  private static long killed(Host host, boolean shows, Random random) throws InterruptedException {
    Await.until("the program", Duration.ofSeconds(30), () -> host.stdout().contains("ready"));
    host.tell("go");
    long shown = 0;
    if (shows) {
      Api api = host.api();
      Await.until("an operation", Duration.ofSeconds(30), () -> ofTheApi(api)[0] > 0);
      Thread.sleep(random.nextInt(300));
      long[] seen = ofTheApi(api);
      shown = seen[0];
      Await.until("two ticks", Duration.ofSeconds(10), () -> ofTheApi(api)[1] >= seen[1] + 2);
    }
    Thread.sleep(random.nextInt(500));
    host.handle().destroyForcibly();
    host.awaitExit();
    return shown;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunThatEndsHasEveryCall(int version) throws IOException, InterruptedException {
    try (Host host = program(version).agent(OPERATION).start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.ask("go");
      Thread.sleep(1_500);
      String[] counted = host.ask("hold").split(" ", 3);
      host.terminate();
      host.awaitExit();

      Path runs = host.directory().resolve("state").resolve("bench-monitor").resolve("runs");
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
        program(version).agent("op=Stretches$Absent#operation", "record_dir=runs").start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.api();
      host.terminate();
      host.awaitExit();

      assertThat(host.directory().resolve("runs")).doesNotExist();
    }
  }

  private static boolean isSaid(Api api, String text) {
    return api.get("/api/logs?level=info&limit=1000").toString().contains(text);
  }

  private static void await(Api api, String text) {
    Await.until(text, Duration.ofSeconds(30), () -> isSaid(api, text));
  }

  private static void assertEveryCall(Host host, Path runs)
      throws IOException, InterruptedException {
    String[] counted = host.ask("hold").split(" ", 3);
    host.terminate();
    host.awaitExit();
    long[] recorded = counts(only(runs), host.directory()).get("operation");
    assertThat(recorded[0] + recorded[1]).isEqualTo(Long.parseLong(counted[1]));
    assertThat(recorded[1]).isEqualTo(Long.parseLong(counted[2]));
  }

  /** What happens to a disk while a host records on it. */
  private interface OnDisk {
    void happens(SmallDisk disk, Path runs, Host host, Api api)
        throws IOException, InterruptedException;
  }

  /** Records on a disk of its own to which something happens; the record has every call. */
  private static void recordOn(int version, OnDisk what) throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.of((1L << 30) + (32 << 20))) {
      Path runs = disk.path().resolve("runs");
      try (Host host =
          program(version)
              .agent(OPERATION, "record=true", "record_dir=" + runs, "metrics_interval=100ms")
              .start()) {
        Api api = host.api();
        Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
        what.happens(disk, runs, host, api);
        assertEveryCall(host, runs);
      }
    }
  }

  /** The last gigabyte of a disk is left to others. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aDiskThatFillsUpCostsResolutionAndNoCall(int version)
      throws IOException, InterruptedException {
    recordOn(
        version,
        (disk, runs, host, api) -> {
          host.ask("go");
          Await.until("a record", Duration.ofSeconds(30), () -> Files.exists(runs));
          disk.fill(40 << 20);
          await(api, "the run cannot be recorded in " + runs);
          assertThat(api.get("/api/status").path("warnings").toString())
              .contains("The run cannot be recorded in " + runs);
          disk.free();
          await(api, "the run is recorded again");
          assertThat(api.get("/api/status").path("warnings").toString())
              .doesNotContain("cannot be recorded");
        });
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aDirectoryThatIsReadOnlyForAWhileCostsResolutionAndNoCall(int version)
      throws IOException, InterruptedException {
    recordOn(
        version,
        (disk, runs, host, api) -> {
          disk.setReadOnly(true);
          host.ask("go");
          await(api, "the run cannot be recorded in " + runs);
          disk.setReadOnly(false);
          await(api, "the run is recorded again");
        });
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void twoJvmsOfOneSessionHaveARecordEach(int version) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(Path.of(Host.property("it.directory")), "two");
    Path runs = scratch.resolve("runs");
    String[] options = {OPERATION, "record=true", "record_dir=" + runs, "session_id=nightly"};
    List<Host> hosts = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        hosts.add(program(version).agent(options).start());
      }
      for (Host host : hosts) {
        Await.until("the program", Duration.ofSeconds(30), () -> host.stdout().contains("ready"));
        host.ask("go");
      }
      for (Host host : hosts) {
        String[] counted = host.ask("hold").split(" ", 3);
        host.terminate();
        host.awaitExit();
        Path record = runs.resolve("nightly-" + host.pid() + ".bmr");
        long[] recorded = counts(record, scratch).getOrDefault("operation", new long[2]);
        assertThat(recorded[0] + recorded[1]).isEqualTo(Long.parseLong(counted[1]));
      }
    } finally {
      hosts.forEach(Host::close);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void withoutAHomeThereIsNoRecordAndOneLineInTheLog(int version) throws IOException {
    Path missing = Path.of(Host.property("it.directory")).resolve("no-such-home").toAbsolutePath();
    try (Host host =
        program(version)
            .jvm("-Duser.home=" + missing)
            .environment("XDG_STATE_HOME", "")
            .agent(OPERATION, "record=true", "metrics_interval=100ms")
            .start()) {
      Api api = host.api();
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      host.ask("go");
      await(api, "the home directory " + missing + " does not exist");
      LockSupport.parkNanos(500_000_000L);
      String log = api.get("/api/logs?level=info&limit=1000").toString();
      assertThat(log.split("cannot be recorded", -1)).hasSize(2);
      assertThat(missing).doesNotExist();
    }
  }

  /** What all other tests leave to the agent. */
  @Test
  void noTestRecordsIntoTheHomeOfTheUser() {
    assertThat(Path.of(String.valueOf(System.getenv("XDG_STATE_HOME"))))
        .startsWithRaw(Path.of(Host.property("it.directory")).getParent().toAbsolutePath());
  }
}
