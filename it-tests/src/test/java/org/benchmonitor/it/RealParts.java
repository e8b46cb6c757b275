package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Parts of the machine that only some tests need. In CI a missing one is a failure; elsewhere its
 * tests are reported as skipped.
 */
final class RealParts {
  private RealParts() {}

  /** Goes on only with it. */
  static void require(boolean isThere, String missing) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isThere).as(missing).isTrue();
    } else {
      Assumptions.assumeTrue(isThere, missing);
    }
  }

  /** A program of this machine, by the first one of its names that is on the PATH. */
  static Path program(String packages, String... names) {
    String paths = System.getenv().getOrDefault("PATH", "");
    Optional<Path> found =
        Stream.of(names)
            .flatMap(
                name ->
                    Stream.of(paths.split(File.pathSeparator, -1)).map(path -> Path.of(path, name)))
            .filter(Files::isExecutable)
            .findFirst();
    require(
        found.isPresent(), "no " + names[0] + " on the PATH (apt-get install " + packages + ")");
    return found.orElseThrow();
  }
}
