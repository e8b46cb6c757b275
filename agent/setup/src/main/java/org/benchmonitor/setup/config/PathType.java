package org.benchmonitor.setup.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path, relative to the host's working directory unless it is absolute. */
final class PathType implements ValueType<Path> {
  private static final int LONGEST = 4096;

  @Override
  public @Nullable Path parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException refusedByTheSystem) {
      return null;
    }
  }

  @Override
  public String allowed() {
    return "a path of at most " + LONGEST + " characters";
  }
}
