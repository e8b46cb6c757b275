package org.benchmonitor.host.record;

import java.io.File;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.PrivateDirectory;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.RecordDirectory;
import org.jspecify.annotations.Nullable;

/** The directory of a user's recorded runs, made with the first of them. One thread. */
public final class RecordPlace implements RecordFiles {
  /** What a file ends with that is to take the place of a record. */
  static final String BESIDE = ".part";

  /** A process of the same number in another container may have the same run. */
  private static final int MOST_OF_ONE_NAME = 100;

  private final Optional<Path> path;
  private final Optional<Path> home;
  private final boolean sync;
  private final RecordBounds bounds;
  private final AgentLog log;

  /** Made with the first record. */
  private @Nullable RecordPruning pruning;

  private RecordPlace(
      Optional<Path> path, Optional<Path> home, boolean sync, RecordBounds bounds, AgentLog log) {
    this.path = path;
    this.home = home;
    this.sync = sync;
    this.bounds = bounds;
    this.log = log;
  }

  /**
   * As {@link RecordDirectory#of}.
   *
   * @param sync whether all that is written must be on the disk before the writer goes on
   */
  public static RecordPlace of(
      Optional<Path> given,
      Map<String, String> environment,
      String home,
      boolean sync,
      RecordBounds bounds,
      AgentLog log) {
    Optional<Path> path = RecordDirectory.of(given, environment, home);
    boolean inHome = path.equals(RecordDirectory.of(Optional.empty(), Map.of(), home));
    return new RecordPlace(
        path, inHome ? path.map(directory -> Path.of(home)) : Optional.empty(), sync, bounds, log);
  }

  @Override
  public Slot make(String name) throws IOException {
    Path known =
        path.orElseThrow(
            () -> new IOException("there is no home directory; record_dir= names another one"));
    if (home.isPresent() && !Files.isDirectory(home.get())) {
      throw new IOException(
          "the home directory " + home.get() + " does not exist; record_dir= names another one");
    }
    PrivateDirectory directory = PrivateDirectory.create(known);
    prune(directory);
    for (int i = 1; i < MOST_OF_ONE_NAME; i++) {
      String file = (i == 1 ? name : name + "-" + i) + RecordDirectory.ENDING;
      Optional<SeekableByteChannel> made = newFile(directory, file);
      if (made.isPresent()) {
        return new FileSlot(directory, file, made.get());
      }
    }
    throw new IOException("there are too many records of the name " + name);
  }

  private void prune(PrivateDirectory directory) {
    RecordPruning known = pruning;
    if (known == null) {
      known = new RecordPruning(bounds, Processes.SYSTEM, Processes.current(), log);
      pruning = known;
    }
    known.prune(directory);
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

  /** That of the directory, or of the one in which it will be made; all where nobody can tell. */
  @Override
  public long free() {
    try {
      File directory = path.map(Path::toFile).orElse(null);
      while (directory != null && !directory.exists()) {
        directory = directory.getParentFile();
      }
      return directory == null ? Long.MAX_VALUE : directory.getUsableSpace();
    } catch (UnsupportedOperationException | SecurityException fileSystemOfTheHost) {
      return Long.MAX_VALUE;
    }
  }

  /** One file of the directory. */
  private final class FileSlot implements Slot {
    private final PrivateDirectory directory;
    private final String name;
    private final SeekableByteChannel channel;

    FileSlot(PrivateDirectory directory, String name, SeekableByteChannel channel) {
      this.directory = directory;
      this.name = name;
      this.channel = channel;
    }

    @Override
    public SeekableByteChannel channel() {
      return channel;
    }

    @Override
    public SeekableByteChannel reading() throws IOException {
      return directory.open(name);
    }

    @Override
    public SeekableByteChannel beside() throws IOException {
      // The name is this record's, and so is a file that an earlier attempt has left.
      directory.delete(name.concat(BESIDE));
      return newFile(directory, name.concat(BESIDE))
          .orElseThrow(() -> new IOException(name.concat(BESIDE).concat(" is there already")));
    }

    @Override
    public void replace() throws IOException {
      directory.replace(name.concat(BESIDE), name);
    }

    @Override
    public void dropBeside() {
      directory.delete(name.concat(BESIDE));
    }
  }

  @Override
  public String toString() {
    return path.map(known -> "in " + known).orElse("anywhere");
  }
}
