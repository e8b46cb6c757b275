package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** {@code java -jar monitor.jar open ...} of a record, until it is closed. */
final class OpenedRecord implements AutoCloseable {
  private final Process process;
  private final Api api;
  private final Path directory;

  private OpenedRecord(Process process, Api api, Path directory) {
    this.process = process;
    this.api = api;
    this.directory = directory;
  }

  static OpenedRecord of(Jdk jdk, Path registry, String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.java().toString(), "-jar", Host.MONITOR_JAR.toString(), "open"));
    command.addAll(List.of(words));
    try {
      Path directory =
          Files.createTempDirectory(
              Files.createDirectories(Path.of(Host.property("it.directory"))), "open");
      Path printed = directory.resolve("stdout");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(printed.toFile())
              .redirectError(directory.resolve("stderr").toFile());
      builder.environment().keySet().removeIf(Host::isOption);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("DISPLAY");
      builder.environment().remove("WAYLAND_DISPLAY");
      builder.environment().put("BENCH_MONITOR_REGISTRY", registry.toString());
      Process process = builder.start();
      try {
        Await.until(
            "the URL of " + command, Duration.ofSeconds(60), () -> read(printed).endsWith("\n"));
      } catch (RuntimeException | Error late) {
        process.destroyForcibly();
        throw late;
      }
      return new OpenedRecord(process, Api.printedAs(URI.create(read(printed).strip())), directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Api api() {
    return api;
  }

  /** Where what it prints is kept. */
  Path directory() {
    return directory;
  }

  /** What it answers to whom that has its token. */
  String text(String path) {
    var response =
        api.send(api.request(path).header("Authorization", "Bearer " + api.token()).build());
    assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(200);
    return response.body();
  }

  JsonNode get(String path) {
    return Api.read(text(path));
  }

  /** As Ctrl-C ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it has ended").isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } finally {
      process.destroyForcibly();
    }
  }
}
