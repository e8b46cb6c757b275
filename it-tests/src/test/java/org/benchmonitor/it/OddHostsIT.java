package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Hosts that are odd in one way each: they run as without the agent, and all is counted, or a line
 * says why not.
 */
@EnabledOnOs(OS.LINUX)
class OddHostsIT {
  private static final String OPERATION = "op=com.acme.odd.Job#operation";
  private static final int OPERATIONS = 100;
  private static final int FAILURES = 20;

  private static Path classes;

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("odd");
  }

  private static Path fresh(String prefix) {
    try {
      return Files.createTempDirectory(Path.of(Host.property("it.directory")), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Host.Builder work(Host.Builder host, String... arguments) {
    return host.program("-cp", classes.toString(), "com.acme.odd.Work").program(arguments);
  }

  private static Host.Builder work(Host.Builder host, List<String> arguments) {
    return work(host, arguments.toArray(String[]::new));
  }

  private static List<String> said(Host host) {
    return host.stderr().lines().filter(line -> line.startsWith("[monitor]")).toList();
  }

  private static List<String> others(Host host) {
    return host.stderr().lines().filter(line -> !line.startsWith("[monitor]")).toList();
  }

  private static void assertAsWithoutTheAgent(Host monitored, Host plain) {
    assertThat(monitored.awaitExit()).as(monitored.stderr()).isEqualTo(plain.awaitExit()).isZero();
    assertThat(withoutTimes(monitored.stdout()))
        .isEqualTo(withoutTimes(plain.stdout()))
        .contains("done " + OPERATIONS);
    assertThat(others(monitored)).isEqualTo(others(plain));
  }

  /** The JVM prints its age before its own warnings. */
  private static String withoutTimes(String stdout) {
    return Pattern.compile("^\\[[0-9.]+s]", Pattern.MULTILINE).matcher(stdout).replaceAll("[]");
  }

  private static void assertAllIsCounted(Path report) {
    JsonNode document = Api.read(report);
    JsonNode total = document.get("metrics").get("total");
    assertThat(total.get("operations").asInt()).isEqualTo(OPERATIONS);
    assertThat(total.get("errors").asInt()).isEqualTo(FAILURES);
    Runs.assertNothingSuppressed(document);
    assertThat(document.get("workers").get("total_workers").asInt()).as("no others").isEqualTo(4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.benchmonitor.it.OddHost#counted")
  void oddHostsAreCountedAndNotDisturbed(OddHost.Case one) {
    Jdk jdk = Jdk.of(one.version());
    Path report = fresh("odd").resolve("report.json");
    try (Host plain = work(one.odd().on(jdk), one.odd().program()).run();
        Host monitored =
            work(one.odd().on(jdk).agent("report=" + report, OPERATION), one.odd().program())
                .run()) {
      assertAsWithoutTheAgent(monitored, plain);
      assertThat(said(monitored)).hasSizeLessThanOrEqualTo(1);
      assertThat(report).as(monitored.stderr()).exists();
      assertAllIsCounted(report);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.benchmonitor.it.OddHost#refusing")
  void hostsThatRefuseWhatTheMonitorNeedsAreNotDisturbedAndItSaysNoMoreThanOneReason(
      OddHost.Case one) {
    Jdk jdk = Jdk.of(one.version());
    Path report = fresh("odd").resolve("report.json");
    try (Host plain = work(one.odd().on(jdk), one.odd().program()).run();
        Host monitored =
            work(one.odd().on(jdk).agent("report=" + report, OPERATION), one.odd().program())
                .run()) {
      assertAsWithoutTheAgent(monitored, plain);
      assertSaidOnce(monitored, report);
    }
  }

  /** The page's address may have been said before. */
  private static void assertSaidOnce(Host host, Path report) {
    List<String> reasons = said(host).stream().filter(line -> !line.contains("http")).toList();
    if (Files.exists(report)) {
      assertThat(reasons).hasSizeLessThanOrEqualTo(1);
      assertAllIsCounted(report);
    } else {
      assertThat(reasons).as("why there is no report").hasSize(1);
    }
  }

  /** The JDK of today refuses the option itself. */
  @ParameterizedTest(name = "granted to the monitor: {0}")
  @ValueSource(booleans = {false, true})
  void aPolicyThatKnowsOnlyTheProgramKeepsTheMonitorOutWithOneLine(boolean granted)
      throws IOException {
    Path directory = fresh("policy");
    Path report = directory.resolve("report.json");
    String grant = "grant codeBase \"%s\" { permission java.security.AllPermission; };%n";
    String own = grant.formatted(classes.toUri());
    Path policy =
        Files.writeString(
            directory.resolve("host.policy"),
            granted ? own + grant.formatted(Host.MONITOR_JAR.toUri()) : own);
    String[] options = {"-Djava.security.manager", "-Djava.security.policy==" + policy};
    Jdk jdk = Jdk.of(17);
    try (Host plain = work(Host.on(jdk).jvm(options)).run();
        Host monitored =
            work(Host.on(jdk).agent("report=" + report, OPERATION).jvm(options)).run()) {
      assertAsWithoutTheAgent(monitored, plain);
      assertThat(said(monitored)).hasSize(1);
      if (granted) {
        assertAllIsCounted(report);
      } else {
        assertThat(said(monitored).get(0)).contains("not started").contains("policy");
      }
    }
  }

  private static Stream<Arguments> places() {
    return Jdk.inTurn(
        "with space",
        "plus+plus",
        "per%20cent %zz",
        "hash#hash",
        "bang!",
        "semi;colon?",
        "quote's",
        "umlaut \u00e4 \u65e5\u672c");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("places")
  void theJarMayLieAnywhere(int version, String name) throws IOException {
    Path directory = Files.createDirectory(fresh("place").resolve(name));
    Path jar = Files.copy(Host.MONITOR_JAR, directory.resolve("monitor.jar"));
    // What the page and the command line link to is of the real one.
    Path link = Files.createSymbolicLink(directory.resolve("a link"), jar);
    assertThat(directory.toFile().setWritable(false)).isTrue();
    Path report = fresh("place").resolve("report.json");
    try (Host host =
        work(Host.on(Jdk.of(version))
                .environment("LC_ALL", "C.UTF-8")
                .jvm("-javaagent:" + link + "=address=localhost:0,report=" + report)
                .jvm("-Dmonitor.op=com.acme.odd.Job#operation"))
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("done 100\n");
      assertThat(said(host)).hasSizeLessThanOrEqualTo(1);
      assertAllIsCounted(report);
    }
  }

  /** Each of these takes single quotes away, unless they are inside of double ones. */
  private static Stream<Arguments> carriers() {
    return Jdk.inTurn("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "@file", "-XX:VMOptionsFile=");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("carriers")
  void anOptionInDoubleQuotesComesThroughWhole(int version, String carrier) throws IOException {
    Path directory = fresh("carried");
    Path report = directory.resolve("report.json");
    String agent =
        "\"-javaagent:%s=address=localhost:0,report=%s,scenario='it''s one, two',%s\""
            .formatted(Host.MONITOR_JAR, report, OPERATION);
    Path file = Files.writeString(directory.resolve("options"), agent);
    Host.Builder host = Host.on(Jdk.of(version));
    switch (carrier) {
      case "@file" -> host.jvm("@" + file);
      case "-XX:VMOptionsFile=" -> host.jvm(carrier + file);
      default -> host.environment(carrier, agent);
    }
    try (Host run = work(host).run()) {
      assertThat(run.awaitExit()).as(run.stderr()).isZero();
      assertThat(run.stdout()).isEqualTo("done 100\n");
      assertAllIsCounted(report);
      assertThat(Api.read(report).get("status").get("config").get("scenario").asString())
          .isEqualTo("it's one, two");
      assertThat(said(run)).hasSizeLessThanOrEqualTo(1);
    }
  }

  /** Every access to a file comes through the program's own class, the monitor's too. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void callsByTheMonitorsOwnThreadsAreNotCounted(int version) {
    Path report = fresh("odd").resolve("report.json");
    try (Host host =
        work(
                Host.on(Jdk.of(version))
                    .agent("report=" + report, "op=com.acme.odd.Provider#newByteChannel")
                    .jvm("-Djava.nio.file.spi.DefaultFileSystemProvider=com.acme.odd.Provider"),
                "TEN_FILES",
                "late")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("done 100\n");
      JsonNode document = Api.read(report);
      assertThat(document.get("metrics").get("total").get("operations").asInt()).isEqualTo(10);
      assertThat(document.get("workers").get("total_workers").asInt()).isEqualTo(1);
    }
  }
}
