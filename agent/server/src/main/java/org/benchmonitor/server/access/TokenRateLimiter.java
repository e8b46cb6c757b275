package org.benchmonitor.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slows down clients that guess tokens, because a user may choose a short one.
 *
 * <p>Any thread; a short lock. Each client address (the first half of an IPv6 one) has {@link
 * #BURST} wrong tokens, and one more each second; without any left its tokens are refused unread,
 * the right one included; otherwise the guessing would go on. The same wrong token again is no new
 * guess, so a page with an old token does not lock its user out.
 */
final class TokenRateLimiter {
  static final int BURST = 10;
  static final int MOST_CLIENTS = 256;

  private static final long REFILL_NANOS = 1_000_000_000;
  private static final int NETWORK_BYTES = 8;

  private final LongSupplier nanoTime;
  private final Map<String, Tries> clients = new LinkedHashMap<>();

  /** Guarded by the lock of the outer object. */
  private static final class Tries {
    private byte[] latest = new byte[0];
    private double left = BURST;
    private long seenNanos;
  }

  TokenRateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whoever sends tokens.
   *
   * @param throughProxy whether the request came by the published URL: all who do have the proxy's
   *     address, and must not lock out who is on the machine
   */
  record Client(InetAddress address, boolean throughProxy) {
    private String key() {
      byte[] bytes = address.getAddress();
      return throughProxy
          + Arrays.toString(
              address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
  }

  /**
   * Looks at a token, unless this client has to wait.
   *
   * @param guess what tells one token from another
   * @param look compares it; called under the lock, so that no guess overtakes the count
   * @return empty if the token was not looked at
   */
  synchronized Optional<Role> role(Client client, byte[] guess, Supplier<Role> look) {
    Tries tries = clients.get(client.key());
    if (tries != null) {
      refill(tries);
      if (tries.left < 1 && !MessageDigest.isEqual(tries.latest, guess)) {
        return Optional.empty();
      }
    }
    Role role = look.get();
    if (role == Role.STRANGER) {
      count(tries == null ? add(client) : tries, guess);
    }
    return Optional.of(role);
  }

  private Tries add(Client client) {
    Tries tries = new Tries();
    tries.seenNanos = nanoTime.getAsLong();
    if (clients.size() == MOST_CLIENTS) {
      clients.remove(clients.keySet().iterator().next());
    }
    clients.put(client.key(), tries);
    return tries;
  }

  private static void count(Tries tries, byte[] guess) {
    if (!MessageDigest.isEqual(tries.latest, guess)) {
      tries.latest = guess;
      tries.left = tries.left - 1;
    }
  }

  /** How many clients are remembered. */
  synchronized int clients() {
    return clients.size();
  }

  private void refill(Tries tries) {
    long now = nanoTime.getAsLong();
    tries.left = Math.min(BURST, tries.left + (double) (now - tries.seenNanos) / REFILL_NANOS);
    tries.seenNanos = now;
  }
}
