package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Small programs of the tests, run by {@code java File.java} or compiled. */
final class Programs {
  private Programs() {}

  /** Compiles all programs of a folder of the test resources and returns where the classes are. */
  static Path compiled(String folder, Path... libraries) {
    try (Stream<Path> files = Files.walk(resource(folder))) {
      Path classes =
          Files.createTempDirectory(
              Files.createDirectories(Path.of(Host.property("it.directory"))), "classes");
      List<String> arguments =
          new ArrayList<>(List.of("-nowarn", "--release", "17", "-d", classes.toString()));
      if (libraries.length > 0) {
        arguments.addAll(
            List.of(
                "-cp",
                Stream.of(libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator))));
      }
      files
          .map(Path::toString)
          .filter(name -> name.endsWith(".java"))
          .sorted()
          .forEach(arguments::add);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          ToolProvider.getSystemJavaCompiler()
              .run(null, said, said, arguments.toArray(String[]::new));
      assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String folder) {
    try {
      return Path.of(Programs.class.getResource("/programs/" + folder).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(folder, e);
    }
  }

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
}
