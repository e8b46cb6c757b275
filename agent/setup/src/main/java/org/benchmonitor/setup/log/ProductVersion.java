package org.benchmonitor.setup.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The agent's version, from the build. */
public final class ProductVersion {
  private ProductVersion() {}

  /** The text, or "unknown" outside of a build. */
  public static String text() {
    try (InputStream in =
        ProductVersion.class.getResourceAsStream("/org/benchmonitor/version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
