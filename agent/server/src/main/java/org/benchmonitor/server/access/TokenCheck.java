package org.benchmonitor.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;

/**
 * Determines the role of a request from the header {@code Authorization: Bearer <token>}.
 *
 * <p>Any thread. It compares digests and does not keep the tokens. The time depends neither on
 * where two tokens differ nor on which token matches.
 */
final class TokenCheck {
  private static final String SCHEME = "bearer ";

  // Of 64 different characters, this many are 128 bits.
  private static final int UNGUESSABLE = 22;

  private final byte[] control;
  private final Optional<byte[]> readOnly;
  private final boolean guessable;

  TokenCheck(Tokens tokens) {
    this.control = digest(tokens.control().text());
    this.readOnly = tokens.readOnly().map(Secret::text).map(TokenCheck::digest);
    this.guessable =
        isGuessable(tokens.control())
            || tokens.readOnly().filter(TokenCheck::isGuessable).isPresent();
  }

  private static boolean isGuessable(Secret token) {
    return token.text().length() < UNGUESSABLE;
  }

  /** Whether a token is so short that somebody might find it by trying. */
  boolean isGuessable() {
    return guessable;
  }

  /** What the token allows; a token that is given as both allows reading alone. */
  Role role(Request request) {
    Optional<String> token = token(request);
    if (token.isEmpty()) {
      return request.header("authorization") == null ? Role.NOBODY : Role.STRANGER;
    }
    byte[] given = digest(token.get());
    boolean isControl = MessageDigest.isEqual(given, control);
    boolean isReadOnly = MessageDigest.isEqual(given, readOnly.orElse(new byte[given.length]));
    return isReadOnly ? Role.READER : isControl ? Role.CONTROLLER : Role.STRANGER;
  }

  /** What tells one guess from another, without keeping it. */
  static byte[] guess(Request request) {
    String value = request.header("authorization");
    return digest(value == null ? "" : value);
  }

  private static Optional<String> token(Request request) {
    String value = request.header("authorization");
    return value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(value.substring(SCHEME.length()).trim())
        : Optional.empty();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException notThisJava) {
      throw new IllegalStateException("every JDK has SHA-256", notThisJava);
    }
  }
}
