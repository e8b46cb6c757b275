package org.benchmonitor.setup.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A scheme, a host and an optional port, which is all that {@code Host} and {@code Origin} contain.
 */
final class PublicUrlType implements ValueType<PublicUrl> {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";
  private static final IntegerType PORT = new IntegerType(1, 65_535);

  @Override
  public @Nullable PublicUrl parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean secure = lower.startsWith(HTTPS);
    if (!secure && !lower.startsWith(HTTP)) {
      return null;
    }
    String rest = lower.substring((secure ? HTTPS : HTTP).length());
    String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    return isAuthority(authority) ? new PublicUrl(secure, authority) : null;
  }

  private static boolean isAuthority(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = end < 0 ? text : text.substring(0, end);
    String rest = end < 0 ? "" : text.substring(end);
    boolean isPort =
        rest.isEmpty()
            || (rest.length() > 1
                && rest.charAt(0) == ':'
                && PORT.parse(rest.substring(1)) != null);
    return isPort
        && AddressType.host(host) != null
        && (!host.startsWith("[") || isAddressInBrackets(host));
  }

  /** The JDK looks nothing up that is in brackets. */
  private static boolean isAddressInBrackets(String host) {
    try {
      // A zone belongs to one machine and is in no Host header.
      return host.indexOf('%') < 0 && InetAddress.getByName(host).getAddress().length > 0;
    } catch (UnknownHostException malformed) {
      return false;
    }
  }

  @Override
  public String allowed() {
    return "http://host or https://host, with :port unless it is the scheme's default, and without a"
        + " path, such as https://bench.example.com";
  }
}
