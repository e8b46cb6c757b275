package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory of this user that no other user can write to, with files that no other user can read.
 *
 * <p>Permissions are set when a file is created, never afterwards. Where the file system has none
 * (Windows), those of the home directory apply.
 */
public final class PrivateDirectory {
  private static final int MOST_BYTES = 1 << 16;
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int STICKY = 01000;
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<OpenOption> EXISTING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final boolean posix;

  private PrivateDirectory(Path path) {
    this.path = path.toAbsolutePath();
    this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Makes it if it is not there.
   *
   * @throws IOException saying why it cannot be used
   */
  public static PrivateDirectory create(Path path) throws IOException {
    PrivateDirectory directory = new PrivateDirectory(path);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path, directory.mode("rwx------"));
    }
    directory.check();
    return directory;
  }

  /** Takes one that is there. */
  static Optional<PrivateDirectory> openIfUsable(Path path) {
    try {
      PrivateDirectory directory = new PrivateDirectory(path);
      directory.check();
      return Optional.of(directory);
    } catch (IOException | RuntimeException unusable) {
      return Optional.empty();
    }
  }

  private FileAttribute<?>[] mode(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private void check() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(path + " is not a directory (a link to one is not followed)");
    }
    if (!posix) {
      return;
    }
    if (!Owner.isThisUser(path)) {
      throw new IOException(path + " belongs to another user");
    }
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(path + " can be written by others, allowed is mode 700");
    }
    checkParent();
  }

  /** Whoever may rename in the parent could put another directory in this one's place. */
  private void checkParent() throws IOException {
    Path parent = path.getParent();
    if (parent != null && path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      int mode = (Integer) Files.getAttribute(parent, "unix:mode");
      if ((mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0) {
        throw new IOException(parent + ", in which it lies, can be written by others");
      }
    }
  }

  /** The files with this ending. */
  public List<String> names(String ending) {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .toList();
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }

  /**
   * Opens a new file for writing.
   *
   * @param more options
   * @throws java.nio.file.FileAlreadyExistsException if there is one of this name
   */
  public SeekableByteChannel newFile(String name, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(NEW);
    options.addAll(List.of(more));
    return Files.newByteChannel(path.resolve(name), options, mode("rw-------"));
  }

  /** Writes beside and renames, so that a reader sees all of it or nothing. */
  Path write(String name, byte[] bytes) throws IOException {
    Path beside = path.resolve("." + name + ".new");
    Files.deleteIfExists(beside);
    try (SeekableByteChannel out = newFile(beside.getFileName().toString())) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
    return move(beside, name);
  }

  /**
   * Reads a regular file of this user.
   *
   * @throws IOException if it is anything else, or too large
   */
  byte[] read(String name) throws IOException {
    try (SeekableByteChannel in = open(name)) {
      if (in.size() > MOST_BYTES) {
        throw new IOException(path.resolve(name) + " is larger than " + MOST_BYTES + " bytes");
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) in.size());
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = in.read(buffer);
      }
      return buffer.array();
    }
  }

  /**
   * Opens a regular file of this user for reading.
   *
   * @throws IOException if it is anything else
   */
  public SeekableByteChannel open(String name) throws IOException {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || (posix && !Owner.isThisUser(file))) {
      throw new IOException(file + " is not a file of this user");
    }
    return Files.newByteChannel(file, EXISTING);
  }

  /** The bytes of the file; 0 where that cannot be told. */
  public long size(String name) {
    try {
      return Files.size(path.resolve(name));
    } catch (IOException | RuntimeException unknown) {
      return 0;
    }
  }

  /** Gives a file the name of another, whose place it takes at once. */
  public void replace(String name, String taken) throws IOException {
    move(path.resolve(name), taken);
  }

  private Path move(Path file, String name) throws IOException {
    return Files.move(
        file,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** When the file was last written; now, where that cannot be told. */
  public Instant written(String name) {
    try {
      return Files.getLastModifiedTime(path.resolve(name), LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException | RuntimeException unknown) {
      return Instant.now();
    }
  }

  /** Deletes the file if it is there and can be deleted. */
  public void delete(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException | RuntimeException kept) {
      return;
    }
  }
}
