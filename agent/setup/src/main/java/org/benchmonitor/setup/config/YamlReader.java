package org.benchmonitor.setup.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a YAML file. It is an interface so that the YAML library is loaded only if there is a file.
 */
public interface YamlReader {
  /**
   * Reads the file whole.
   *
   * @return the top-level mapping in the order of the file; a scalar is a {@code String} (empty for
   *     null), a sequence a {@code List}, a mapping a {@code Map}
   * @throws IOException if the file is missing or is not such a mapping, with a message of one
   *     sentence
   */
  Map<String, Object> read(Path file) throws IOException;
}
