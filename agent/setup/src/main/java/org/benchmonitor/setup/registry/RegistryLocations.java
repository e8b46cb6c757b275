package org.benchmonitor.setup.registry;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The possible locations of the registry. */
final class RegistryLocations {
  private static final String RUNTIME = "XDG_RUNTIME_DIR";

  private RegistryLocations() {}

  /**
   * The places in the order in which they are tried: the given one alone, or the session's runtime
   * directory and the home directory, because not every JVM of a user is told of the former.
   */
  static List<Path> of(Optional<Path> given, Map<String, String> environment, String home) {
    if (given.isPresent()) {
      return List.of(given.get());
    }
    List<Path> places = new ArrayList<>();
    add(places, environment.getOrDefault(RUNTIME, ""), "bench-monitor");
    add(places, home, ".bench-monitor");
    return places;
  }

  private static void add(List<Path> places, String parent, String name) {
    try {
      Path directory = Path.of(parent);
      if (directory.isAbsolute() && Files.isDirectory(directory)) {
        places.add(directory.resolve(name));
      }
    } catch (InvalidPathException notOne) {
      return;
    }
  }
}
