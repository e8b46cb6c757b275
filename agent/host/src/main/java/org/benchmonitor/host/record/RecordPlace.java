package org.benchmonitor.host.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.setup.registry.PrivateDirectory;
import org.benchmonitor.setup.registry.RecordDirectory;

/** The directory of a user's recorded runs, made with the first of them. Stateless but for that. */
public final class RecordPlace implements RunRecorder.Files {
  /** A process of the same number in another container may have the same run. */
  private static final int MOST_OF_ONE_NAME = 100;

  private final Optional<Path> path;
  private final boolean sync;

  private RecordPlace(Optional<Path> path, boolean sync) {
    this.path = path;
    this.sync = sync;
  }

  /**
   * As {@link RecordDirectory#of}.
   *
   * @param sync whether all that is written must be on the disk before the writer goes on
   */
  public static RecordPlace of(
      Optional<Path> given, Map<String, String> environment, String home, boolean sync) {
    return new RecordPlace(RecordDirectory.of(given, environment, home), sync);
  }

  /** Makes the file of a run, readable by this user alone. */
  @Override
  public SeekableByteChannel make(String name) throws IOException {
    PrivateDirectory directory =
        PrivateDirectory.create(
            path.orElseThrow(() -> new IOException("there is no home directory to put it in")));
    for (int i = 1; i < MOST_OF_ONE_NAME; i++) {
      Optional<SeekableByteChannel> made =
          newFile(directory, (i == 1 ? name : name + "-" + i) + RecordDirectory.ENDING);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException("there are too many records of the name " + name);
  }

  private Optional<SeekableByteChannel> newFile(PrivateDirectory directory, String name)
      throws IOException {
    try {
      return Optional.of(
          sync ? directory.newFile(name, StandardOpenOption.DSYNC) : directory.newFile(name));
    } catch (FileAlreadyExistsException taken) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return path.map(known -> "in " + known).orElse("anywhere");
  }
}
