package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small programs of the tests, one source file each, run by {@code java File.java}. */
final class Programs {
  private Programs() {}

  /** Writes the program to the build's directory and returns its path. */
  static Path file(String name) {
    try (InputStream in = Programs.class.getResourceAsStream("/programs/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no program " + name + " among the test resources");
      }
      Path directory = Files.createDirectories(Path.of(Host.property("it.directory"), "programs"));
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles programs of one directory into a new one, which is returned. */
  static Path compile(Jdk jdk, String... names) {
    try {
      Path directory = Files.createDirectories(Path.of(Host.property("it.directory")));
      Path classes = Files.createTempDirectory(directory, "classes");
      List<String> command = new ArrayList<>();
      command.add(jdk.home().resolve("bin/javac").toString());
      command.addAll(List.of("--release", "17", "-d", classes.toString()));
      for (String name : names) {
        command.add(file(name).toString());
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(classes.resolve("javac.log").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(classes.resolve("javac.log"))).isZero();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
