package org.benchmonitor.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * A host and its port, as in {@code Host} and at the end of {@code Origin}.
 *
 * @param host a name or IPv4 address in lower case, or an IPv6 address in brackets, written out
 * @param port 0 to 65535
 */
record Authority(String host, int port) {
  private static final int LONGEST_PORT = 5;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Understands a text, strictly; nothing is resolved.
   *
   * @param defaultPort of the scheme, for a text without a port
   */
  static Optional<Authority> parse(String text, int defaultPort) {
    String lower = text.toLowerCase(Locale.ROOT);
    int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
    if (end == 0) {
      return Optional.empty();
    }
    String host = end < 0 ? lower : lower.substring(0, end);
    String rest = end < 0 ? "" : lower.substring(end);
    int port = rest.isEmpty() ? defaultPort : port(rest);
    Optional<String> known = host.startsWith("[") ? addressInBrackets(host) : name(host);
    return port < 0 ? Optional.empty() : known.map(one -> new Authority(one, port));
  }

  /** Returns -1 for what is not a colon and a number. */
  private static int port(String rest) {
    String digits = rest.substring(1);
    boolean isNumber =
        rest.charAt(0) == ':'
            && !digits.isEmpty()
            && digits.length() <= LONGEST_PORT
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = isNumber ? Integer.parseInt(digits) : -1;
    return port <= HIGHEST_PORT ? port : -1;
  }

  private static Optional<String> name(String host) {
    boolean isName =
        host.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '.'
                        || c == '-'
                        || c == '_');
    return isName && !host.isEmpty() ? Optional.of(host) : Optional.empty();
  }

  /** One spelling for the many of an IPv6 address. */
  private static Optional<String> addressInBrackets(String host) {
    String bare = host.substring(1, host.length() - 1);
    // Without a colon the JDK would look it up as a name.
    boolean canBe =
        bare.indexOf(':') >= 0
            && bare.chars()
                .allMatch(
                    c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.');
    try {
      return canBe && InetAddress.getByName(bare) instanceof Inet6Address address
          ? Optional.of(of(address))
          : Optional.empty();
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /** An address as the host of an authority. */
  static String of(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
