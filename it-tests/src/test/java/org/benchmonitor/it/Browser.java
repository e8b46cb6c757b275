package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs tests of the page in a real Chromium, against a host or a record; they are in browser/. */
final class Browser {
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();

  private Browser(Api api, Path directory) {
    this.directory = directory;
    environment.put(
        "CHROMIUM", RealParts.program("chromium", "chromium", "chromium-browser").toString());
    environment.put("MONITOR_URL", api.base().toString());
    environment.put("MONITOR_TOKEN", api.token());
  }

  static Browser on(Host host) {
    Browser browser = new Browser(host.api(), host.directory());
    browser.environment.put("HOST_PID", Long.toString(host.pid()));
    return browser;
  }

  static Browser on(OpenedRecord opened) {
    return new Browser(opened.api(), opened.directory());
  }

  Browser with(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  /** Runs the tests of a file, all of which must pass, and prints what they measured. */
  void passes(String file, int tests, Duration longest) throws IOException, InterruptedException {
    Path log = directory.resolve("browser");
    ProcessBuilder node =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", file)
            .directory(new File(Host.property("it.browser")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    node.environment().putAll(environment);
    Process process = node.start();
    boolean over;
    try {
      over = process.waitFor(longest.toSeconds(), TimeUnit.SECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(over).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("pass " + tests, "fail 0", "skipped 0");
    said.lines().filter(line -> line.matches("ℹ .*: .*")).forEach(System.out::println);
  }
}
