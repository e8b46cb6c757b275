package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A JDK of this machine.
 *
 * <p>Looked for beside the running one, in the environment ({@code JAVA_HOME}, {@code
 * JAVA_HOME_17_X64} and the like) and where Linux distributions put them. In CI a missing one is a
 * failure; elsewhere its tests are reported as skipped, by name.
 */
record Jdk(int version, Path home) {
  private static final Map<Integer, Jdk> FOUND = find();

  static Jdk of(int version) {
    Jdk jdk = FOUND.get(version);
    String missing = "no JDK " + version + " on this machine, found " + FOUND.values();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(jdk).as(missing).isNotNull();
    } else {
      Assumptions.assumeTrue(jdk != null, missing);
    }
    return jdk;
  }

  /** The versions that every test of the agent runs on. */
  static Stream<Integer> versions() {
    return Stream.of(17, 25);
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  boolean hasVirtualThreads() {
    return version >= 21;
  }

  private static Map<Integer, Jdk> find() {
    Map<Integer, Jdk> found = new LinkedHashMap<>();
    for (Path home : candidates()) {
      int version = version(home);
      if (version > 0) {
        found.putIfAbsent(version, new Jdk(version, home));
      }
    }
    return found;
  }

  private static List<Path> candidates() {
    Path running = Path.of(System.getProperty("java.home"));
    List<Path> candidates = new ArrayList<>(List.of(running));
    System.getenv()
        .forEach(
            (key, value) -> {
              if (key.startsWith("JAVA_HOME") && !value.isBlank()) {
                candidates.add(Path.of(value));
              }
            });
    for (Path parent : List.of(running.resolveSibling("."), Path.of("/usr/lib/jvm"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> children = Files.list(parent)) {
          children.sorted().forEach(candidates::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return candidates;
  }

  private static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("javac")) || !Files.exists(release)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=")) {
          return Integer.parseInt(line.replaceAll("[^0-9.]", "").split("\\.", 2)[0]);
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
