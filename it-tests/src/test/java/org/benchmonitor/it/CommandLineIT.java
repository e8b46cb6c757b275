package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The command line against hosts that run already. */
class CommandLineIT {
  private static final String CREATE = Runs.STORE + "#create";

  private Path registry;

  @BeforeEach
  void makeRegistry() throws IOException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    registry = Files.createTempDirectory(parent, "registry").resolve("own");
  }

  private Host runner(Jdk jdk, String... jvm) {
    return awaitMain(
        Host.on(jdk)
            .registry(registry)
            .jvm(jvm)
            .sampleRunner("--workers=2", "--rate=200", "--duration=100s")
            .start());
  }

  private static Host awaitMain(Host host) {
    Await.until("the runner's first line", Duration.ofSeconds(20), () -> !host.stdout().isEmpty());
    return host;
  }

  private Optional<JsonNode> listed(Jdk jdk, Host host) {
    for (JsonNode jvm : Cli.run(jdk, registry, "list", "--json").exits(0).json().get("jvms")) {
      if (jvm.get("pid").asLong() == host.pid()) {
        return Optional.of(jvm);
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aRunningHostIsListedAttachedToAndLookedAt(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host = runner(jdk)) {
      String pid = Long.toString(host.pid());
      JsonNode before = listed(jdk, host).orElseThrow();
      assertThat(before.get("monitored").asBoolean()).isFalse();
      assertThat(before.get("main_class").asString()).endsWith("sample-runner.jar");
      assertThat(before.get("java_version").asString()).startsWith(Integer.toString(version));

      Cli attached =
          Cli.run(jdk, registry, "attach", pid, "address=localhost:0", "op=" + CREATE).exits(0);
      assertThat(attached.stderr()).isEmpty();
      assertThat(attached.stdout().lines().toList())
          .hasSize(3)
          .satisfies(lines -> assertThat(lines.get(0)).matches("http://localhost:\\d+/#token=\\S+"))
          .satisfies(lines -> assertThat(lines.get(1)).isEqualTo(CREATE + "  1 method"))
          .satisfies(lines -> assertThat(lines.get(2)).startsWith("    " + CREATE + "("));
      String url = attached.stdout().lines().findFirst().orElseThrow();

      Cli second = Cli.run(jdk, registry, "attach", pid, "op=a.B#c").exits(6);
      assertThat(second.stdout()).isEqualTo(url + "\n");
      assertThat(second.stderr()).contains("monitored already");

      JsonNode after = listed(jdk, host).orElseThrow();
      assertThat(after.get("monitored").asBoolean()).isTrue();
      assertThat(url).startsWith(after.get("url").asString() + "#token=");

      JsonNode status = Cli.run(jdk, registry, "status", pid, "--json").exits(0).json();
      assertThat(status.get("status").get("pid").asLong()).isEqualTo(host.pid());
      assertThat(status.get("instrumentation").get("patterns")).hasSize(1);
      assertThat(Cli.run(jdk, registry, "status", pid).exits(0).stdout())
          .contains("status ", "throughput ", CREATE);
      Cli opened = Cli.run(jdk, registry, "open", pid).exits(0);
      assertThat(opened.stdout()).isEqualTo(url + "\n");
      assertThat(opened.stderr()).contains("no screen");

      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      assertThat(registry).isEmptyDirectory();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aMonitoredRunIsChangedControlledLeftAndAttachedToAgain(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host = runner(jdk)) {
      String pid = Long.toString(host.pid());
      String[] attach = {"attach", pid, "address=localhost:0", "op=" + CREATE};
      Cli.run(jdk, registry, attach).exits(0);

      String read = Runs.STORE + "#read";
      assertThat(Cli.run(jdk, registry, "ops", pid, "--add", "op=" + read).exits(0).stdout())
          .contains(CREATE, read);
      assertThat(Cli.run(jdk, registry, "ops", pid, "--remove", CREATE).exits(0).stdout())
          .contains(read)
          .doesNotContain(CREATE);
      assertThat(Cli.run(jdk, registry, "ops", pid, "--add", "op=nothing").exits(2).stderr())
          .contains("nothing");

      assertThat(status(Cli.run(jdk, registry, "pause", pid, "--json").exits(0)))
          .isEqualTo("paused");
      assertThat(status(Cli.run(jdk, registry, "resume", pid, "--json").exits(0)))
          .isEqualTo("running");

      Cli.run(jdk, registry, "detach", pid).exits(0);
      assertThat(registry).isEmptyDirectory();
      assertThat(listed(jdk, host).orElseThrow().get("monitored").asBoolean()).isFalse();
      Cli.run(jdk, registry, "detach", pid).exits(5);

      Cli.run(jdk, registry, attach).exits(0);
      Cli.run(jdk, registry, "stop", pid).exits(0);
      assertThat(host.awaitExit()).isEqualTo(143);
      Cli.run(jdk, registry, "stop", pid).exits(3);
    }
  }

  private static String status(Cli answer) {
    return answer.json().get("status").asString();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void eachReasonNotToAttachHasItsExitCodeAndLeavesTheProcessAlone(int version)
      throws IOException, InterruptedException {
    Jdk jdk = Jdk.of(version);
    Process sleep = new ProcessBuilder("sleep", "100").start();
    try (Host open = runner(jdk);
        Host closed = runner(jdk, "-XX:+DisableAttachMechanism", "-XX:-UsePerfData");
        Host fixed = runner(jdk, "-XX:-EnableDynamicAgentLoading")) {
      String pid = Long.toString(open.pid());
      Cli.run(jdk, registry, "attach", "4194304", "op=" + CREATE).exits(3);
      Cli.run(jdk, registry, "attach", Long.toString(sleep.pid()), "op=" + CREATE).exits(3);
      assertThat(sleep.isAlive()).isTrue();
      Cli bad = Cli.run(jdk, registry, "attach", pid, "op=" + CREATE, "digitz=3").exits(2);
      assertThat(bad.stderr()).contains("digitz", "digits", "not touched");
      assertThat(bad.stderr().lines()).hasSize(1);
      Cli.run(jdk, registry, "attach", pid, "--jar=" + registry.resolve("monitor.jar")).exits(4);
      Cli disabled = Cli.run(jdk, registry, "attach", Long.toString(closed.pid())).exits(4);
      assertThat(disabled.stderr()).contains("-XX:+DisableAttachMechanism");
      Cli forbidden = Cli.run(jdk, registry, "attach", Long.toString(fixed.pid())).exits(4);
      assertThat(forbidden.stderr()).contains("-XX:-EnableDynamicAgentLoading");
      Cli.run(jdk, registry, "status", pid).exits(5);
      for (Host host : new Host[] {open, closed, fixed}) {
        assertThat(host.isAlive()).isTrue();
        assertThat(host.stderr()).isEmpty();
        assertThat(host.stdout()).doesNotContain("Full thread dump");
      }
    } finally {
      sleep.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void helpIsPrintedAndNothingElseIsDone(int version) {
    Jdk jdk = Jdk.of(version);
    String[][] asked = {
      {"--help"}, {"-h"}, {"attach", "--help"}, {"status", "-h"}, {"stop", "1", "-h"}
    };
    for (String[] words : asked) {
      Cli help = Cli.run(jdk, registry, words).exits(0);
      assertThat(help.stdout()).startsWith("Usage: java -jar monitor.jar").contains("-h, --help");
      assertThat(help.stderr()).isEmpty();
    }
    Cli printed = Cli.run(jdk, registry, "--version").exits(0);
    assertThat(printed.stdout()).isEqualTo(Cli.run(jdk, registry, "version").exits(0).stdout());
    assertThat(registry).doesNotExist();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void hostsOnTheDefaultAddressFindTheirOwnPortsAndAKilledOneIsForgotten(int version)
      throws IOException {
    Jdk jdk = Jdk.of(version);
    Host.Builder builder =
        Host.on(jdk)
            .registry(registry)
            .agentWithExactly("op=" + CREATE)
            .sampleRunner("--workers=1", "--rate=100", "--duration=100s");
    try (Host first = builder.start();
        Host second = builder.start()) {
      first.api();
      second.api();
      Await.until(
          "both entries",
          Duration.ofSeconds(10),
          () -> listed(jdk, first).isPresent() && listed(jdk, second).isPresent());
      JsonNode one = listed(jdk, first).orElseThrow();
      JsonNode two = listed(jdk, second).orElseThrow();
      assertThat(one.get("url").asString())
          .startsWith("http://localhost:")
          .isNotEqualTo(two.get("url").asString());
      second.handle().destroyForcibly();
      second.awaitExit();
      assertThat(registry.resolve(second.pid() + ".json")).exists();
      assertThat(listed(jdk, first).orElseThrow().get("monitored").asBoolean()).isTrue();
      assertThat(listed(jdk, second)).isEmpty();
      assertThat(registry.resolve(second.pid() + ".json")).doesNotExist();
      first.terminate();
      assertThat(first.awaitExit()).isEqualTo(143);
      assertThat(registry).isEmptyDirectory();
    }
  }
}
