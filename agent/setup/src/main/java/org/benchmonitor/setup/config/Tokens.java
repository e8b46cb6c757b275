package org.benchmonitor.setup.config;

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

  /** The given ones; the one for controls is generated where none is given. */
  public static Tokens of(AgentConfig config) {
    return new Tokens(config.token().orElseGet(Tokens::generated), config.tokenReadonly());
  }

  private static Secret generated() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }
}
