package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The time stamp counter as the clock: where it is taken, and where nothing may be seen of it. */
class CounterIT {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final Path SOURCE =
      Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  private static final String REFUSED = "the clock is not the time stamp counter";
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\d+\\s*(\\S*)");

  /** What the agent asks of a machine, as far as the machine decides it. */
  private static void assumeThatTheCounterIsGood() throws IOException {
    Assumptions.assumeTrue("amd64".equals(System.getProperty("os.arch")), "no x86-64");
    Assumptions.assumeTrue(
        Files.exists(SOURCE) && Files.readString(SOURCE).strip().equals("tsc"),
        "the kernel's clock source is not tsc");
    Assumptions.assumeTrue(
        Files.readString(Path.of("/proc/self/status")).contains("Seccomp:\t0\n"),
        "system calls are filtered here");
    Path enforce = Path.of("/sys/fs/selinux/enforce");
    Assumptions.assumeTrue(
        !Files.exists(enforce) || Files.readString(enforce).startsWith("0"), "SELinux enforces");
  }

  private static Host.Builder host(String... options) {
    return Host.on(Jdk.of(25))
        .agent(Runs.withReport(options))
        .sampleRunner(
            "--workers=4",
            "--rate=2000",
            "--duration=15s",
            "--error-rate=0.02",
            "--json=truth.json");
  }

  private static String clock(JsonNode status) {
    return status.get("monitor").get("clock").get("name").asString();
  }

  @ParameterizedTest(name = "clock={0}")
  @ValueSource(strings = {"auto", "tsc"})
  void theClockGoesOverToTheCounterAndNoCountIsLost(String choice) throws IOException {
    assumeThatTheCounterIsGood();
    try (Host host = host("clock=" + choice).start()) {
      Api api = host.api();
      assertThat(clock(api.get("/api/status"))).isIn("nanotime", "fast");
      Await.until("the counter", LONGEST, () -> clock(api.get("/api/status")).equals("tsc"));
      assertThat(pages(host, "r-xp")).as("the page of code").hasSize(1);
      assertThat(pages(host, "rwxp")).isEmpty();
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      JsonNode shown = report.get("status").get("monitor").get("clock");
      assertThat(shown.get("name").asString()).isEqualTo("tsc");
      assertThat(shown.get("switched_at").isNull()).isFalse();
      assertThat(report.get("timeline").get("events").toString()).contains("clock: tsc");
      Runs.assertCountsAreEqual(report, Runs.groundTruth(host));
      Runs.assertNothingSuppressed(report);
      assertThat(host.stderr().lines()).singleElement().asString().startsWith("[monitor] http://");
    }
  }

  /** Mappings of one page and of no file, with these rights. */
  private static List<String> pages(Host host, String rights) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + host.pid() + "/maps"))) {
      return lines.filter(line -> isPage(line, rights)).toList();
    }
  }

  private static boolean isPage(String line, String rights) {
    Matcher mapping = MAPPING.matcher(line);
    return mapping.matches()
        && mapping.group(3).equals(rights)
        && mapping.group(4).isEmpty()
        && Long.parseLong(mapping.group(2), 16) - Long.parseLong(mapping.group(1), 16) == 4096;
  }

  @ParameterizedTest(name = "clock={0}")
  @ValueSource(strings = {"auto", "tsc"})
  void aSystemThatRefusesThePageKeepsNanoTimeWithoutAWord(String choice) throws IOException {
    assumeThatTheCounterIsGood();
    String java = Jdk.of(25).java().toString();
    try (Host host =
        host("clock=" + choice)
            .through(
                "exec '%s' --enable-native-access=ALL-UNNAMED '%s' \"$@\""
                    .formatted(java, Programs.file("RefusingPages.java")))
            .start()) {
      Api api = host.api();
      Await.until("the refusal", LONGEST, () -> api.send("/api/logs").body().contains(REFUSED));
      assertThat(api.send("/api/logs").body())
          .contains(choice.equals("auto") ? "system calls are filtered" : "no executable page");
      assertThat(pages(host, "r-xp")).isEmpty();
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(clock(report.get("status"))).isEqualTo("nanotime");
      Runs.assertCountsAreEqual(report, Runs.groundTruth(host));
      assertThat(host.stderr().lines()).singleElement().asString().startsWith("[monitor] http://");
    }
  }

  /** The clock belongs to the JVM and outlives a detach. */
  @Test
  void eachAttachSaysWhatAnEarlierOneHasMadeOfTheClock() throws IOException {
    assumeThatTheCounterIsGood();
    try (Host host =
        Host.on(Jdk.of(25)).program(Programs.file("Stretches.java").toString()).start()) {
      Await.until("the program", LONGEST, () -> host.stdout().contains("ready"));
      Api first = attached(host, "auto");
      Await.until("the counter", LONGEST, () -> clock(first.get("/api/status")).equals("tsc"));
      Attaching.load(host, "detach");
      Api second = attached(host, "auto");
      awaitLog(second, "the clock is the time stamp counter already");
      assertThat(second.send("/api/logs").body()).doesNotContain(REFUSED);
      assertThat(clock(second.get("/api/status"))).isEqualTo("tsc");
      Attaching.load(host, "detach");
      Api third = attached(host, "nanotime");
      awaitLog(third, "an earlier attach had taken the counter");
      Await.until(
          "nanoTime",
          LONGEST,
          () -> clock(third.get("/api/status")).equals("nanotime (fallen back)"));
      Attaching.load(host, "detach");
      awaitLog(attached(host, "auto"), "this JVM has left a counter before");
    }
  }

  private static Api attached(Host host, String clock) {
    return Attaching.attach(
        host,
        "address=localhost:0,metrics_interval=100ms,op=Stretches$Worker#operation,clock=" + clock);
  }

  private static void awaitLog(Api api, String text) {
    Await.until(text, LONGEST, () -> api.send("/api/logs").body().contains(text));
  }

  @Test
  void aJvmWithoutTheCounterSaysWhatItNeedsAndGoesOn() {
    try (Host host =
        Host.on(Jdk.of(17))
            .agent(Runs.withReport("clock=tsc"))
            .sampleRunner("--workers=2", "--operations=1000", "--json=truth.json")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stderr().lines().toList().get(0))
          .contains("clock=tsc", "auto, fast, tsc or nanotime", "JDK 22 or newer");
      Runs.assertCountsAreEqual(Runs.report(host), Runs.groundTruth(host));
    }
  }
}
