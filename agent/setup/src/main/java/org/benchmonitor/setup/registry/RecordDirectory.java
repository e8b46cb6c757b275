package org.benchmonitor.setup.registry;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.record.Records;

/** The location of a user's recorded runs. Stateless. */
public final class RecordDirectory {
  /** What the name of a record ends with; what is before it is the record's identifier. */
  public static final String ENDING = Records.ENDING;

  private static final String STATE = "XDG_STATE_HOME";

  private RecordDirectory() {}

  /**
   * The given directory, or the one in the user's state directory, or else in the home directory;
   * touches no file.
   *
   * @param home the user's, perhaps empty
   * @return empty if there is neither
   */
  public static Optional<Path> of(
      Optional<Path> given, Map<String, String> environment, String home) {
    return given
        .or(() -> in(environment.getOrDefault(STATE, ""), "bench-monitor", "runs"))
        .or(() -> in(home, ".bench-monitor", "runs"));
  }

  private static Optional<Path> in(String parent, String... names) {
    try {
      Path directory = Path.of(parent);
      return directory.isAbsolute() ? Optional.of(Path.of(parent, names)) : Optional.empty();
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
