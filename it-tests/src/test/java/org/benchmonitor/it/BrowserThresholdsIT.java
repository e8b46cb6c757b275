package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thresholds on the page in a real Chromium; what is tried is in browser/thresholds.test.mjs. */
class BrowserThresholdsIT {
  private static final Jdk JDK = Jdk.of(25);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Of a run that no machine makes otherwise: broken, held, pending, without data, broken. */
  private static final String[] THRESHOLDS = {
    "threshold=slow=p50<100ns/2s",
    "threshold=throughput>100/s after 3s",
    "threshold=errors<0.001% for 1h",
    "threshold=p99.99<1h",
    "threshold=fast=throughput<150/s"
  };

  @Test
  void thresholdsAreShownLiveInRecordsAndInReports() throws IOException, InterruptedException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path runs = Files.createTempDirectory(parent, "runs");
    try (Host ended =
            host("8s", "report=report.html", "record=true", "record_dir=" + runs).start();
        Host live = host("100s").start()) {
      assertThat(ended.awaitExit()).as(ended.stderr()).isZero();
      Path report = ended.directory().resolve("report.html");
      assertThat(report).as(ended.stderr()).exists();
      Path registry = ended.directory().resolve("registry");
      try (OpenedRecord opened = OpenedRecord.of(JDK, registry, only(runs).toString())) {
        Browser.on(live)
            .with(
                Map.of(
                    "REPORT",
                    report.toString(),
                    "RECORD_URL",
                    opened.api().base().toString(),
                    "RECORD_TOKEN",
                    opened.api().token()))
            .passes("thresholds.test.mjs", 7, LONGEST);
      }
    }
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".bmr")).findFirst().orElseThrow();
    }
  }

  private static Host.Builder host(String duration, String... more) {
    return Host.on(JDK)
        .agent(Runs.concat(Runs.concat(Runs.OPERATIONS, THRESHOLDS), more))
        .sampleRunner("--workers=4", "--rate=300", "--duration=" + duration, "--error-rate=0.1");
  }
}
