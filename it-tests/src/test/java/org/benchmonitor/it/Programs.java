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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Small programs of the tests: run by {@code java File.java}, or compiled where it matters that
 * their classes come from a class path.
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

  /**
   * Compiles a program, or all of a folder, for each JDK of the tests.
   *
   * @return the directory of its classes
   */
  static Path compiled(String name, Path... libraries) {
    return compiled(name, List.of("-proc:none"), List.of(libraries));
  }

  /** The same for a program of which an annotation processor among the libraries makes more. */
  static Path compiledBy(String processor, String name, List<String> libraries) {
    return compiled(
        name, List.of("-processor", processor), libraries.stream().map(Path::of).toList());
  }

  private static Path compiled(String name, List<String> processing, List<Path> libraries) {
    try (Stream<Path> files = Files.walk(resource(name))) {
      Path classes =
          Files.createTempDirectory(
              Files.createDirectories(Path.of(Host.property("it.directory"))), "classes");
      List<String> arguments =
          new ArrayList<>(List.of("-nowarn", "--release", "17", "-d", classes.toString()));
      arguments.addAll(processing);
      if (!libraries.isEmpty()) {
        arguments.addAll(
            List.of(
                "-cp",
                libraries.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator))));
      }
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
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

  /** Compiles a program of Kotlin with its own compiler. */
  static Path compiledByKotlin(String name, String libraries) throws Exception {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "classes");
    String compiler =
        Stream.of("kotlin-compiler-embeddable", "kotlin-reflect", "annotations")
            .map(jar -> Host.OTHERS.resolve(jar + ".jar").toString())
            .collect(Collectors.joining(File.pathSeparator));
    run(
        directory,
        Jdk.of(17).java().toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        compiler + File.pathSeparator + libraries,
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        "-no-stdlib",
        "-no-reflect",
        "-jvm-target",
        "17",
        "-classpath",
        libraries,
        "-d",
        directory.toString(),
        file(name).toString());
    return directory;
  }

  private static Path resource(String name) {
    try {
      return Path.of(Programs.class.getResource("/programs/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /** Runs a tool of a JDK in a directory, where its output stays, and expects that it succeeds. */
  static void run(Path directory, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("command").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("command"))).isZero();
  }
}
