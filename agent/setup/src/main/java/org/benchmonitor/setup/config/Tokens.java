package org.benchmonitor.setup.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secrets of one start of the agent.
 *
 * @param control allows everything
 * @param readOnly allows reading only
 */
public record Tokens(Secret control, Optional<Secret> readOnly) {
  private static final int BYTES = 24;
  private static final String SOURCE = "/dev/urandom";

  /** The given ones; the one for controls is generated where none is given. */
  public static Tokens of(AgentConfig config) {
    return new Tokens(config.token().orElseGet(Tokens::generated), config.tokenReadonly());
  }

  /** A new one for controls alone. */
  public static Tokens fresh() {
    return new Tokens(generated(), Optional.empty());
  }

  private static Secret generated() {
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random()));
  }

  /**
   * From the system's own source, which is where {@link SecureRandom} has it from, with the classes
   * of all security providers before. A file in its place is not the system's source.
   */
  private static byte[] random() {
    byte[] random = new byte[BYTES];
    File source = new File(SOURCE);
    if (!source.isFile()) {
      try (InputStream in = new FileInputStream(source)) {
        if (in.readNBytes(random, 0, BYTES) == BYTES) {
          return random;
        }
      } catch (IOException anotherSystem) {
        // Below.
      }
    }
    new SecureRandom().nextBytes(random);
    return random;
  }
}
