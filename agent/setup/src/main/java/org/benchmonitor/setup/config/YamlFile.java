package org.benchmonitor.setup.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a regular file of a bounded size. */
public final class YamlFile implements YamlReader {
  static final int MOST_BYTES = 1 << 20;

  @Override
  public Map<String, Object> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no such file in " + Path.of("").toAbsolutePath());
    }
    // A pipe or a device could hold the host's start for ever.
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    return JacksonYaml.parse(bytes(file));
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }
}
