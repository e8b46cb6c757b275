package org.benchmonitor.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenRateLimiterTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong(-7 * SECOND);
  private final TokenRateLimiter rateLimiter = new TokenRateLimiter(nanos::get);
  private final InetAddress client = address(192, 0, 2, 1);

  private static InetAddress address(int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isHeard(InetAddress from, String token, Role role) {
    return isHeard(new TokenRateLimiter.Client(from, /* throughProxy= */ false), token, role);
  }

  private boolean isHeard(TokenRateLimiter.Client from, String token, Role role) {
    return rateLimiter.role(from, token.getBytes(StandardCharsets.UTF_8), () -> role).isPresent();
  }

  private int guess(InetAddress from, int times) {
    int heard = 0;
    for (int i = 0; i < times; i++) {
      heard += isHeard(from, "guess " + nanos.get() + " " + i, Role.STRANGER) ? 1 : 0;
    }
    return heard;
  }

  @Test
  void tenAreHeardAndThenOneEachSecond() {
    assertThat(guess(client, 100)).isEqualTo(10);
    nanos.addAndGet(SECOND - 1);
    assertThat(guess(client, 100)).isZero();
    nanos.addAndGet(3 * SECOND);
    assertThat(guess(client, 100)).isEqualTo(3);
    nanos.addAndGet(3600 * SECOND);
    assertThat(guess(client, 100)).isEqualTo(10);
  }

  @Test
  void theRightOneIsNotHeardEither() {
    guess(client, 100);
    assertThat(isHeard(client, "right", Role.CONTROLLER)).isFalse();
    nanos.addAndGet(SECOND);
    assertThat(isHeard(client, "right", Role.CONTROLLER)).isTrue();
  }

  @Test
  void aReadersTokenBetweenTheGuessesGivesNoneBack() {
    int heard = 0;
    for (int i = 0; i < 100; i++) {
      heard += guess(client, 1);
      nanos.incrementAndGet();
      isHeard(client, "reader", Role.READER);
    }
    assertThat(heard).isEqualTo(10);
  }

  @Test
  void theSameAgainIsNoGuess() {
    for (int i = 0; i < 100; i++) {
      assertThat(isHeard(client, "old", Role.STRANGER)).isTrue();
    }
    assertThat(guess(client, 100)).isEqualTo(9);
  }

  @Test
  void othersAreNotSlowedDown() {
    guess(client, 100);
    assertThat(guess(address(192, 0, 2, 2), 1)).isEqualTo(1);
  }

  @Test
  void aNetworkOfVersionSixIsOneClient() {
    guess(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1), 100);
    assertThat(guess(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9), 1)).isZero();
    assertThat(guess(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1), 1)).isOne();
  }

  @Test
  void ofManyClientsTheFirstAreForgotten() {
    guess(client, 100);
    for (int i = 0; i < TokenRateLimiter.MOST_CLIENTS; i++) {
      guess(address(10, 0, i / 256, i % 256), 1);
    }
    assertThat(guess(client, 1)).isOne();
    assertThat(rateLimiter.clients()).isEqualTo(TokenRateLimiter.MOST_CLIENTS);
  }

  @Test
  void whoeverGuessesThroughTheProxyDoesNotSlowDownThoseOnItsMachine() {
    TokenRateLimiter.Client proxy = new TokenRateLimiter.Client(client, /* throughProxy= */ true);
    for (int i = 0; i < 100; i++) {
      isHeard(proxy, "guess " + i, Role.STRANGER);
    }
    assertThat(isHeard(proxy, "right", Role.CONTROLLER)).isFalse();
    assertThat(isHeard(client, "right", Role.CONTROLLER)).isTrue();
  }
}
