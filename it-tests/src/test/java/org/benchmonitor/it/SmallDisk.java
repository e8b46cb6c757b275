package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in memory. Where none can be mounted (only root may), its tests are
 * reported as skipped; in CI that is a failure.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) implements AutoCloseable {
  private static final String FILL = "fill";

  /** Mounts one of so many bytes; what is not written takes no memory. */
  static SmallDisk of(long bytes) throws IOException, InterruptedException {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "disk");
    String mounted = mount("-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString());
    RealParts.require(mounted.isEmpty(), "mount needs root: " + mounted);
    return new SmallDisk(directory);
  }

  /** Runs the command; what it printed if it failed. */
  private static String mount(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("mount has ended").isTrue();
    return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + " " + printed;
  }

  /** Takes so many bytes of its room. */
  void fill(int bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.resolve(FILL).toFile(), "rw")) {
      file.write(new byte[bytes]);
    }
  }

  /** Gives them back. */
  void free() throws IOException {
    Files.delete(path.resolve(FILL));
  }

  /** Lets nothing be written to it, or lets it again. */
  void setReadOnly(boolean readOnly) throws IOException, InterruptedException {
    assertThat(mount("-o", readOnly ? "remount,ro" : "remount,rw", path.toString())).isEmpty();
  }

  @Override
  public void close() throws IOException {
    try {
      Process process = new ProcessBuilder("umount", "-l", path.toString()).start();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("umount has ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
