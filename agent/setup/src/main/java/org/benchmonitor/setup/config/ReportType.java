package org.benchmonitor.setup.config;

import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/** A file, or a directory with a separator at its end. */
final class ReportType implements ValueType<ReportTarget> {
  private static final int LONGEST = 4096;

  @Override
  public @Nullable ReportTarget parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      return ReportTarget.of(text);
    } catch (InvalidPathException refusedByTheSystem) {
      return null;
    }
  }

  @Override
  public String allowed() {
    return "a path of at most " + LONGEST + " characters";
  }
}
