package org.benchmonitor.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JDK of this machine.
 *
 * <p>Looked for beside the running one, in the environment ({@code JAVA_HOME}, {@code
 * JAVA_HOME_17_X64} and the like) and where Linux distributions put them. In CI a missing one is a
 * failure; elsewhere its tests are reported as skipped, by name.
 */
record Jdk(int version, Path home) {
  /** Those that every part of the agent must work on. */
  static final List<Integer> VERSIONS = List.of(17, 25);

  private static final Map<Integer, Jdk> FOUND = find();

  static Jdk of(int version) {
    Jdk jdk = FOUND.get(version);
    String missing = "no JDK " + version + " on this machine, found " + FOUND.values();
    RealParts.require(jdk != null, missing);
    return jdk;
  }

  /**
   * The versions that a test runs on, for {@code @MethodSource}: one of them, or with {@code
   * -Dit.all=true} all.
   *
   * <p>The tests of a class that ask for this take turns, so that a class with two of them works
   * with both versions. Whose turn it is depends on names only, and is the same in each run.
   */
  static Stream<Integer> versions(TestInfo test) {
    String own = test.getTestMethod().orElseThrow().getName();
    Class<?> type = test.getTestClass().orElseThrow();
    List<String> sameSource =
        Stream.of(type.getDeclaredMethods())
            .filter(Jdk::takesTurns)
            .map(Method::getName)
            .sorted()
            .toList();
    return turn(type.getSimpleName().hashCode() + sameSource.indexOf(own), VERSIONS).stream();
  }

  /** All of them in either size, for what each JDK does in its own way. */
  static Stream<Integer> bothVersions() {
    return VERSIONS.stream();
  }

  /**
   * Rows of a test: a version, then what is given for the row. Each runs on one version in turn, or
   * with {@code -Dit.all=true} on all.
   *
   * @param rows the values behind the version: an {@link Arguments} with several, or one value
   */
  static Stream<Arguments> inTurn(Object... rows) {
    return IntStream.range(0, rows.length)
        .boxed()
        .flatMap(i -> turn(i, VERSIONS).stream().map(version -> row(version, rows[i])));
  }

  /** The versions of the row with this number, out of those that it can run on. */
  static List<Integer> turn(int number, List<Integer> possible) {
    return Size.isAll() ? possible : List.of(possible.get(Math.floorMod(number, possible.size())));
  }

  private static boolean takesTurns(Method method) {
    MethodSource source = method.getAnnotation(MethodSource.class);
    return source != null && List.of(source.value()).contains(Jdk.class.getName() + "#versions");
  }

  private static Arguments row(int version, Object given) {
    Object[] values = given instanceof Arguments several ? several.get() : new Object[] {given};
    return Arguments.of(Stream.concat(Stream.of(version), Stream.of(values)).toArray());
  }

  Path java() {
    return home.resolve("bin").resolve("java");
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
