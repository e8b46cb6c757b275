package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Code of the host that the agent calls, and that keeps whoever calls it. */
class HostCodeIT {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theMethodThatStopsTheRunIsTheHostsAndHoldsNoDetach(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=HostCode#operation", "stop=HostCode#hold")
            .program(Programs.file("HostCode.java").toString(), "stop")
            .start()) {
      Api api = host.api();
      Await.until(
          "the operations",
          LONGEST,
          () -> api.get("/api/metrics").get("total").get("operations").asInt() == 3);
      api.posted("/api/control/stop", "{}");
      Await.until("the call", LONGEST, () -> host.stdout().contains("own loader"));
      assertThat(host.stdout()).contains("group main, child main, daemon true, own loader true");
      Attaching.load(host, "detach");
      assertThat(host.stderr()).doesNotContain("not detached", "except for threads");
      assertThat(host.stdout()).doesNotContain("interrupted");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aMessageThatNeverComesCostsTheEndNothing(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=HostCode#operation", "report=report.json")
            .program(Programs.file("HostCode.java").toString(), "messages")
            .run()) {
      long exited = System.currentTimeMillis();
      assertThat(exited - Long.parseLong(host.stdout().trim()))
          .as("milliseconds from the host's last line to the end of its process")
          .isLessThan(20_000);
      JsonNode errors = Runs.report(host).get("errors");
      assertThat(errors.get("total_errors").asInt()).isEqualTo(4);
      assertThat(errors.get("recent_errors")).hasSize(4);
      assertThat(errors.get("recent_errors").get(0).get("message").isNull()).isTrue();
    }
  }
}
