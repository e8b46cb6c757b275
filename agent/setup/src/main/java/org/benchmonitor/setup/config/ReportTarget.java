package org.benchmonitor.setup.config;

import java.io.File;
import java.nio.file.Path;

/**
 * Where a report goes.
 *
 * @param path relative to the host's working directory unless it is absolute
 * @param isDirectory whether it was written as a directory, with a separator at its end; otherwise
 *     it is one only if there is a directory of this name
 */
public record ReportTarget(Path path, boolean isDirectory) {
  private static final String HTML = ".html";

  static ReportTarget of(String text) {
    return new ReportTarget(Path.of(text), text.endsWith("/") || text.endsWith(File.separator));
  }

  /** As it is written in an option. */
  String text() {
    return isDirectory ? path.toString().concat("/") : path.toString();
  }

  /** Whether its name asks for the page with the run in it; all others are JSON. */
  public boolean isHtml() {
    return !isDirectory && path.toString().endsWith(HTML);
  }
}
