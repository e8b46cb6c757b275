package org.benchmonitor.host.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.setup.registry.PrivateDirectory;

/** The directory of a user's recorded runs, made with the first of them. Stateless but for that. */
public final class RecordPlace implements RunRecorder.Files {
  private static final String STATE = "XDG_STATE_HOME";
  private static final String ENDING = ".bmr";

  /** A process of the same number in another container may have the same run. */
  private static final int MOST_OF_ONE_NAME = 100;

  private final Optional<Path> path;

  private RecordPlace(Optional<Path> path) {
    this.path = path;
  }

  /**
   * The given directory, or the one in the user's state directory, or else in the home directory.
   *
   * @param home the user's, perhaps empty
   */
  public static RecordPlace of(Optional<Path> given, Map<String, String> environment, String home) {
    return new RecordPlace(
        given
            .or(() -> in(environment.getOrDefault(STATE, ""), "bench-monitor", "runs"))
            .or(() -> in(home, ".bench-monitor", "runs")));
  }

  private static Optional<Path> in(String parent, String... names) {
    try {
      Path directory = Path.of(parent);
      return directory.isAbsolute() ? Optional.of(Path.of(parent, names)) : Optional.empty();
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  /** Makes the file of a run, readable by this user alone. */
  @Override
  public SeekableByteChannel make(String name) throws IOException {
    PrivateDirectory directory =
        PrivateDirectory.create(
            path.orElseThrow(() -> new IOException("there is no home directory to put it in")));
    for (int i = 1; i < MOST_OF_ONE_NAME; i++) {
      Optional<SeekableByteChannel> made =
          newFile(directory, (i == 1 ? name : name + "-" + i) + ENDING);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException("there are too many records of the name " + name);
  }

  private static Optional<SeekableByteChannel> newFile(PrivateDirectory directory, String name)
      throws IOException {
    try {
      return Optional.of(directory.newFile(name));
    } catch (FileAlreadyExistsException taken) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return path.map(known -> "in " + known).orElse("anywhere");
  }
}
