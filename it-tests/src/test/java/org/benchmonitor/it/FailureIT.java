package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A monitor that cannot start leaves the host as it is, with one line that says why. */
class FailureIT {
  private static final String[] RUN = {"--workers=2", "--operations=2000", "--no-timings"};

  private static void assertRanAsWithout(Jdk jdk, Host monitored, String why) {
    try (Host plain = Host.on(jdk).sampleRunner(RUN).run()) {
      assertThat(monitored.awaitExit()).as(monitored.stderr()).isEqualTo(plain.awaitExit());
      assertThat(monitored.stdout()).isEqualTo(plain.stdout());
      assertThat(monitored.stderr().lines()).singleElement().asString().contains(why);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPortThatSomethingElseHoldsGivesAnEphemeralOne(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Host host =
            Host.on(jdk)
                .agentWithExactly(
                    String.join(
                        ",",
                        Runs.concat(Runs.OPERATIONS, "address=localhost:" + taken.getLocalPort())))
                .sampleRunner("--workers=1", "--duration=20s")
                .start()) {
      Api api = host.api();
      assertThat(api.base().getPort() - taken.getLocalPort())
          .matches(away -> away < 0 || away > 20, "no neighbour");
      JsonNode status = api.get("/api/status");
      assertThat(status.get("pid").asLong()).isEqualTo(host.pid());
      String why = "Port " + taken.getLocalPort() + " could not be bound";
      assertThat(status.get("warnings")).singleElement().asString().contains(why);
      assertThat(api.send("/api/logs?limit=100").body()).contains(why);
      assertThat(host.stderr().lines()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anAddressThatIsNotOfThisMachineIsSaidOnce(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host =
        Host.on(jdk)
            .agentWithExactly("op=" + Runs.STORE + "#read,address=192.0.2.1:0")
            .sampleRunner(RUN)
            .run()) {
      assertRanAsWithout(jdk, host, "192.0.2.1");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aBadValueIsNamedWithWhatIsAllowedAndTheDefaultUsed(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.concat(Runs.OPERATIONS, "digits=7", "metrics_intervall=2s"))
            .sampleRunner("--workers=1", "--duration=20s")
            .start()) {
      Api api = host.api();
      assertThat(host.stderr()).contains("digits").contains("7").contains("metrics_interval");
      assertThat(api.get("/api/status").get("metrics_interval_seconds").asDouble()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aJarWithABrokenPartIsSaidOnce(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    for (String part : new String[] {"inst/boot/", "org.benchmonitor.host.Agent"}) {
      Path broken = MonitorJar.without(name -> name.startsWith(part));
      try (Host host =
          Host.on(jdk)
              .jvm("-javaagent:" + broken + "=op=" + Runs.STORE + "#read")
              .sampleRunner(RUN)
              .run()) {
        assertRanAsWithout(jdk, host, "not started");
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aJarWithoutItsServerStillCountsAndReports(int version) throws IOException {
    Path broken = MonitorJar.without(name -> name.startsWith("fi.iki."));
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm("-javaagent:" + broken + "=" + String.join(",", Runs.withReport()))
            .sampleRunner("--workers=2", "--rate=1000", "--duration=3s", "--json=truth.json")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stderr().lines()).singleElement().asString().contains("without the server");
      Runs.assertCountsAreEqual(Runs.report(host), Runs.groundTruth(host));
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void twiceTheAgentIsOnceTheMonitor(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport())
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=2", "--operations=5000", "--json=truth.json")
            .run()) {
      assertThat(host.awaitExit()).isZero();
      assertThat(host.stderr()).contains("already monitored");
      Runs.assertCountsAreEqual(Runs.report(host), Runs.groundTruth(host));
    }
  }
}
