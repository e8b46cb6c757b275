package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.io.InputStream;

/** The class files of the agent's own core; any thread. */
public final class OwnClassFiles {
  private OwnClassFiles() {}

  /**
   * The bytes of a class.
   *
   * @param name of the class, with dots
   * @throws IOException if there is none, or the jar cannot be read any more
   */
  public static byte[] of(String name) throws IOException {
    String path = name.replace('.', '/').concat(".class");
    try (InputStream in = OwnClassFiles.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no class file of ".concat(name));
      }
      return in.readAllBytes();
    }
  }
}
