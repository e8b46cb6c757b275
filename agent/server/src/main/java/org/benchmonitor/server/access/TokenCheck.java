package org.benchmonitor.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Determines the role of a request from the header {@code Authorization: Bearer <token>}.
 *
 * <p>Any thread. It compares digests and keeps the tokens until the first request: a digest needs
 * some dozens of the JDK's classes, which a host that nobody looks at does not pay for. The time
 * depends neither on where two tokens differ nor on which token matches.
 */
final class TokenCheck {
  private static final String SCHEME = "bearer ";

  // Of 64 different characters, this many are 128 bits.
  private static final int UNGUESSABLE = 22;

  private final boolean guessable;
  private @Nullable Tokens tokens;
  private @Nullable Digests digests;

  /** What tokens are compared by. */
  private static final class Digests {
    private final byte[] control;
    private final Optional<byte[]> readOnly;

    Digests(Tokens tokens) {
      this.control = digest(tokens.control().text());
      this.readOnly = tokens.readOnly().map(Secret::text).map(TokenCheck::digest);
    }
  }

  TokenCheck(Tokens tokens) {
    this.tokens = tokens;
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
    Digests known = digests();
    byte[] given = digest(token.get());
    boolean isControl = MessageDigest.isEqual(given, known.control);
    boolean isReadOnly =
        MessageDigest.isEqual(given, known.readOnly.orElse(new byte[given.length]));
    return isReadOnly ? Role.READER : isControl ? Role.CONTROLLER : Role.STRANGER;
  }

  private synchronized Digests digests() {
    Tokens unread = tokens;
    Digests known = digests;
    if (known == null && unread != null) {
      known = new Digests(unread);
      digests = known;
      tokens = null;
    }
    return Objects.requireNonNull(known, "one of the two is there");
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
