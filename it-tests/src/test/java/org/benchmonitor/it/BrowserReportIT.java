package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report in a real Chromium, from the disk; what is tried is in browser/report.test.mjs. */
class BrowserReportIT {
  private static final Jdk JDK = Jdk.of(25);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Test
  void aReportIsThePageWithItsRunAndAsksNobody() throws IOException, InterruptedException {
    try (Host ended =
            Host.on(JDK)
                .agent(Runs.withReport("report=report.html", "scenario=a <b>bold</b> one"))
                .sampleRunner("--workers=4", "--rate=300", "--duration=8s", "--error-rate=0.1")
                .run();
        Host live =
            Host.on(JDK)
                .agent(Runs.OPERATIONS)
                .sampleRunner("--workers=4", "--rate=300", "--duration=100s", "--error-rate=0.1")
                .start();
        Host hostile =
            Host.on(JDK)
                .agent(
                    "scenario=<img src=x onerror=window.hit=1>",
                    "op=name={0}=Hostile#call",
                    "ok=isOk():true",
                    "error=getName()")
                .program(Programs.file("Hostile.java").toString())
                .start()) {
      assertThat(ended.awaitExit()).as(ended.stderr()).isZero();
      Path report = ended.directory().resolve("report.html");
      assertThat(report).as(ended.stderr()).exists();
      Browser.on(live)
          .with(
              Map.of(
                  "HOSTILE_URL",
                  hostile.api().base().toString(),
                  "REPORT",
                  report.toString(),
                  "JSON_REPORT",
                  ended.directory().resolve("report.json").toString()))
          .passes("report.test.mjs", 6, LONGEST);
    }
  }
}
