package org.benchmonitor.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

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

  /** Compiles the program, for JDK 17 and later, and returns the directory of its classes. */
  static Path compiled(String name) {
    try {
      Path classes = Files.createTempDirectory(Path.of(Host.property("it.directory")), "classes");
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-nowarn",
                  "--release",
                  "17",
                  "-d",
                  classes.toString(),
                  file(name).toString());
      if (result != 0) {
        throw new IllegalArgumentException(name + " is not compiled");
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
