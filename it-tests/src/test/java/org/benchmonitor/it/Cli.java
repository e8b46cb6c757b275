package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code java -jar monitor.jar ...}, run to its end. */
record Cli(int exit, String stdout, String stderr) {
  static Cli run(Jdk jdk, Path registry, String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.java().toString(), "-jar", Host.MONITOR_JAR.toString()));
    command.addAll(List.of(words));
    try {
      Path directory =
          Files.createTempDirectory(
              Files.createDirectories(Path.of(Host.property("it.directory"))), "cli");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(directory.resolve("stdout").toFile())
              .redirectError(directory.resolve("stderr").toFile());
      builder.environment().keySet().removeIf(Host::isOption);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("DISPLAY");
      builder.environment().remove("WAYLAND_DISPLAY");
      builder.environment().put("BENCH_MONITOR_REGISTRY", registry.toString());
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " is still running");
      }
      return new Cli(
          process.exitValue(),
          Files.readString(directory.resolve("stdout")),
          Files.readString(directory.resolve("stderr")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Cli exits(int expected) {
    assertThat(exit).as(stdout + stderr).isEqualTo(expected);
    return this;
  }

  JsonNode json() {
    return JsonMapper.builder().build().readTree(stdout);
  }
}
