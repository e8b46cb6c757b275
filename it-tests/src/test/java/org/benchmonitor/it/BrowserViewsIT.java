package org.benchmonitor.it;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each view and state of the page in a real Chromium, on one JDK; what is tried is in browser/. */
class BrowserViewsIT {
  private static final Jdk JDK = Jdk.of(25);
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @Test
  void eachViewShowsWhatTheApiSaysAndIsAccessible() throws IOException, InterruptedException {
    try (Host host = sampleRunner().agent(Runs.concat(Runs.OPERATIONS, "scenario=views")).start()) {
      Browser.on(host).passes("views.test.mjs", 18, LONGEST);
    }
  }

  @Test
  void eachStateSaysWhatItIs() throws IOException, InterruptedException {
    String typo = "op=" + Runs.STORE + "#raed";
    String[] warmup = Runs.concat(Runs.OPERATIONS, "warmup=1h", "duration=2h");
    try (Host unmatched = sampleRunner().agent(typo).start();
        Host host = sampleRunner().agent(warmup).start()) {
      Map<String, String> more = Map.of("UNMATCHED_URL", unmatched.api().base().toString());
      Browser.on(host).with(more).passes("states.test.mjs", 10, LONGEST);
    }
  }

  @Test
  void operationsAreSuggestedWhereNoneIsNamed() throws IOException, InterruptedException {
    try (Host host =
        Host.on(JDK)
            .agent("record=false", "preset=none")
            .program("-cp", Programs.compiled("pools").toString(), "Pools")
            .start()) {
      Browser.on(host).passes("suggest.test.mjs", 4, LONGEST);
    }
  }

  @Test
  void hostileNamesAreOnlyText() throws IOException, InterruptedException {
    try (Host host =
        Host.on(JDK)
            .agent(
                "scenario=<img src=x onerror=window.hit=1>",
                "op=name={0}=Hostile#call",
                "ok=isOk():true",
                "error=getName()")
            .program(Programs.file("Hostile.java").toString())
            .start()) {
      Browser.on(host).passes("hostile.test.mjs", 7, LONGEST);
    }
  }

  @Test
  void aThousandWorkersAndAnHourOfDataStaySmooth() throws IOException, InterruptedException {
    try (Host host =
        Host.on(JDK)
            .agent("op=Crowd#operation")
            .program(Programs.file("Crowd.java").toString(), "1000")
            .start()) {
      Browser.on(host).passes("scale.test.mjs", 2, LONGEST.multipliedBy(2));
    }
  }

  @Test
  void aPageOpenedLateHasTheWholeRun() throws IOException, InterruptedException {
    try (Host host =
        sampleRunner().agent(Runs.concat(Runs.OPERATIONS, "metrics_interval=100ms")).start()) {
      Browser.on(host).passes("late.test.mjs", 1, LONGEST);
    }
  }

  private static Host.Builder sampleRunner() {
    return Host.on(JDK)
        .sampleRunner("--workers=4", "--rate=300", "--duration=100s", "--error-rate=0.1");
  }
}
