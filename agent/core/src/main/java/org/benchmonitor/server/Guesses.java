package org.benchmonitor.server;

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
 * Slows down whoever guesses tokens, because a user may choose a short one.
 *
 * <p>Any thread; a short lock. Each client address (the first half of an IPv6 one) has {@link
 * #BURST} wrong tokens, and one more each second; without any left its tokens are not looked at,
 * the right one included, as otherwise the guessing would go on. The same wrong token again is no
 * new guess: a page with an old token does not lock its user out.
 */
final class Guesses {
  static final int BURST = 10;
  static final int MOST_CLIENTS = 256;

  private static final long REFILL_NANOS = 1_000_000_000;
  private static final int NETWORK_BYTES = 8;

  private final LongSupplier nanoTime;
  private final Map<String, Client> clients = new LinkedHashMap<>();

  /** Guarded by the lock of the outer object. */
  private static final class Client {
    private byte[] latest = new byte[0];
    private double left = BURST;
    private long seenNanos;
  }

  Guesses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Looks at a token, unless this client has to wait.
   *
   * @param guess what tells one token from another
   * @param look compares it; called under the lock, so that no guess overtakes the count
   * @return empty if the token was not looked at
   */
  synchronized Optional<Role> role(InetAddress address, byte[] guess, Supplier<Role> look) {
    Client client = clients.get(key(address));
    if (client != null) {
      refill(client);
      if (client.left < 1 && !MessageDigest.isEqual(client.latest, guess)) {
        return Optional.empty();
      }
    }
    Role role = look.get();
    if (role == Role.STRANGER) {
      count(client == null ? add(address) : client, guess);
    }
    return Optional.of(role);
  }

  private Client add(InetAddress address) {
    Client client = new Client();
    client.seenNanos = nanoTime.getAsLong();
    if (clients.size() == MOST_CLIENTS) {
      clients.remove(clients.keySet().iterator().next());
    }
    clients.put(key(address), client);
    return client;
  }

  private static void count(Client client, byte[] guess) {
    if (!MessageDigest.isEqual(client.latest, guess)) {
      client.latest = guess;
      client.left = client.left - 1;
    }
  }

  /** How many addresses are remembered. */
  synchronized int clients() {
    return clients.size();
  }

  private void refill(Client client) {
    long now = nanoTime.getAsLong();
    client.left = Math.min(BURST, client.left + (double) (now - client.seenNanos) / REFILL_NANOS);
    client.seenNanos = now;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Arrays.toString(
        address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
