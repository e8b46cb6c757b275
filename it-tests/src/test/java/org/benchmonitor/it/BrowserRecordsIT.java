package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of recorded runs in a real Chromium; what is tried is in browser/records.test.mjs. */
class BrowserRecordsIT {
  private static final Jdk JDK = Jdk.of(25);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Test
  void recordsAreListedSearchedAndOpened() throws IOException, InterruptedException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path runs = Files.createTempDirectory(parent, "runs");
    try (Host first = recorded(runs, "5s", "scenario=crud", "tag=version:2.0", "tag=disk:nvme");
        Host second = recorded(runs, "6s", "scenario=crud", "tag=version:2.1");
        Host third = recorded(runs, "4s", "scenario=scan")) {
      for (Host host : List.of(first, second, third)) {
        assertThat(host.awaitExit()).as(host.stderr()).isZero();
      }
      Path registry = third.directory().resolve("registry");
      String directory = runs.toString();
      String id =
          Cli.run(JDK, registry, "runs", "--scenario", "scan", "--json", "--dir", directory)
              .exits(0)
              .json()
              .get("records")
              .get(0)
              .get("id")
              .asString();
      try (OpenedRecord opened = OpenedRecord.of(JDK, registry, id, "--dir", directory)) {
        Browser.on(opened).passes("records.test.mjs", 7, LONGEST);
      }
    }
  }

  private static Host recorded(Path runs, String duration, String... more) {
    return Host.on(JDK)
        .agent(Runs.concat(Runs.concat(Runs.OPERATIONS, "record=true", "record_dir=" + runs), more))
        .sampleRunner("--workers=4", "--rate=300", "--duration=" + duration, "--error-rate=0.1")
        .start();
  }
}
