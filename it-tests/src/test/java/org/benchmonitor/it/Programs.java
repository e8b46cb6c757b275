package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Small programs of the tests: of one source file, run by {@code java File.java}, or compiled where
 * it matters that their classes come from a class path; or a folder of sources.
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
    return compiled(List.of(file(name)));
  }

  /** The same for all sources of a folder, which may use what is in these jars. */
  static Path classesOf(String folder, Path... jars) {
    try (Stream<Path> files = Files.walk(folder(folder))) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      assertThat(sources).as(folder).isNotEmpty();
      return compiled(sources, jars);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String name) {
    URL url = Programs.class.getResource("/programs/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no folder " + name + " among the test resources");
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static Path compiled(List<Path> sources, Path... jars) {
    try {
      Path parent = Files.createDirectories(Path.of(Host.property("it.directory"), "programs"));
      Path classes = Files.createTempDirectory(parent, "classes");
      String path =
          Stream.of(jars).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn"));
      arguments.addAll(List.of("-cp", path, "-d", classes.toString()));
      sources.forEach(source -> arguments.add(source.toString()));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(null, said, said, arguments.toArray(String[]::new));
      assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
