package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * Small programs of the tests, one source file each: run by {@code java File.java}, or compiled
 * where it matters that their classes come from a class path.
 */
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

  /** Compiles the program for all JDKs of the tests and returns the directory of its classes. */
  static Path classes(String name) {
    try {
      Path classes = Files.createTempDirectory(file(name).getParent(), "classes");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  said,
                  said,
                  "--release",
                  "17",
                  "-nowarn",
                  "-d",
                  classes.toString(),
                  file(name).toString());
      assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
