package org.benchmonitor.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wall clock of a host, moved by libfaketime while the monotonic clock goes on. In CI a missing
 * library is a failure; elsewhere its tests are reported as skipped.
 *
 * @param file what the library reads the offset from
 */
record FakeTime(Path file) {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  /**
   * Makes a clock.
   *
   * @param seconds by which it is ahead at first, with its sign
   */
  static FakeTime ahead(String seconds) {
    try {
      Path directory = Files.createDirectories(Path.of(Host.property("it.directory")));
      return new FakeTime(Files.createTempFile(directory, "faketime", "")).set(seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the clock step to so many seconds ahead. */
  FakeTime set(String seconds) {
    try {
      Files.writeString(file, seconds);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a host live by this clock. */
  Host.Builder on(Host.Builder host) {
    return host.environment("LD_PRELOAD", library().toString())
        .environment("FAKETIME_TIMESTAMP_FILE", file.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Otherwise the library rewrites the JVM's timed waits: a sleep of 20 ms takes 60, with the
        // agent or without.
        .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private static Path library() {
    List<Path> found;
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      found =
          folders
              .map(folder -> folder.resolve("faketime").resolve("libfaketime.so.1"))
              .filter(Files::exists)
              .toList();
    } catch (IOException e) {
      found = List.of();
    }
    String missing = "no libfaketime on this machine (apt-get install faketime)";
    RealParts.require(!found.isEmpty(), missing);
    return found.get(0);
  }
}
