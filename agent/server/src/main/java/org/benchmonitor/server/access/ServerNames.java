package org.benchmonitor.server.access;

import java.util.Optional;
import java.util.Set;
import org.benchmonitor.setup.config.PublicUrl;

/**
 * The values of {@code Host} and {@code Origin} that are valid on one way to this server; any
 * thread.
 *
 * @param hosts that are named with the port, in the form of {@link Authority#host}
 * @param withAnyPort hosts that may be named with any port or none
 */
record ServerNames(boolean secure, Set<String> hosts, int port, Set<String> withAnyPort) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Those of the URL that a proxy shows; empty if it has no host. */
  static Optional<ServerNames> of(PublicUrl url) {
    return Authority.parse(url.authority(), defaultPort(url.secure()))
        .map(one -> new ServerNames(url.secure(), Set.of(one.host()), one.port(), Set.of()));
  }

  private static int defaultPort(boolean secure) {
    return secure ? HTTPS : HTTP;
  }

  /** Whether a {@code Host} is this server. */
  boolean isHost(String text) {
    return authority(text)
        .filter(
            one ->
                withAnyPort.contains(one.host())
                    || (one.port() == port && hosts.contains(one.host())))
        .isPresent();
  }

  /** Whether an {@code Origin} is the page of exactly this {@code Host}, which is one. */
  boolean isOrigin(String text, String host) {
    String scheme = secure ? "https://" : "http://";
    return text.startsWith(scheme)
        && authority(host).equals(authority(text.substring(scheme.length())));
  }

  private Optional<Authority> authority(String text) {
    return Authority.parse(text, defaultPort(secure));
  }
}
