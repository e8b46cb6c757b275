package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page in a real Chromium; what is tried there is in browser/page.test.mjs. */
class BrowserIT {
  private static Path chromium() {
    String paths = System.getenv().getOrDefault("PATH", "");
    Path found =
        Stream.of(paths.split(File.pathSeparator, -1))
            .flatMap(
                path -> Stream.of(Path.of(path, "chromium"), Path.of(path, "chromium-browser")))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    String missing = "no chromium on the PATH";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as(missing).isNotNull();
    } else {
      Assumptions.assumeTrue(found != null, missing);
    }
    return found;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void thePageShowsARunAndSurvivesWhatHappensToIt(int version)
      throws IOException, InterruptedException {
    Path chromium = chromium();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=4", "--rate=500", "--duration=100s", "--error-rate=0.1")
            .start()) {
      Api api = host.api();
      ProcessBuilder node =
          new ProcessBuilder("node", "--test", "--test-reporter=spec", "page.test.mjs")
              .directory(new File(Host.property("it.browser")))
              .redirectErrorStream(true)
              .redirectOutput(host.directory().resolve("browser").toFile());
      node.environment().put("MONITOR_URL", api.base().toString());
      node.environment().put("CHROMIUM", chromium.toString());
      node.environment().put("HOST_PID", Long.toString(host.pid()));
      Process process = node.start();
      boolean over = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(host.directory().resolve("browser"), StandardCharsets.UTF_8);
      assertThat(over).as(said).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      assertThat(said).contains("pass 10").contains("fail 0").contains("skipped 0");
    }
  }
}
