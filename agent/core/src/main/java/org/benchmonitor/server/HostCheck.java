package org.benchmonitor.server;

import java.util.Locale;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only requests that name this server: against DNS rebinding and foreign pages.
 *
 * <p>Any thread. Parsed values are compared by equality, never by pattern; a value that cannot be
 * parsed is refused, and the check itself cannot fail.
 */
final class HostCheck {
  private final Set<String> hosts;
  private volatile int port;

  /**
   * Makes it.
   *
   * @param hosts lower-case host names and addresses, IPv6 in brackets
   */
  HostCheck(Set<String> hosts) {
    this.hosts = Set.copyOf(hosts);
  }

  void servesAt(int boundPort) {
    port = boundPort;
  }

  /**
   * Checks {@code Host}, and {@code Origin} where it is sent.
   *
   * @throws HttpError 400 without a host, 403 for a foreign one
   */
  void check(Request request) {
    String host = request.header("host");
    if (host == null || host.isEmpty()) {
      throw new HttpError(400, "no_host", "there is no Host header", "send HTTP/1.1 with a Host");
    }
    if (!isOwn(host)) {
      throw new HttpError(
          403,
          "foreign_host",
          "the Host '" + host + "' is not this server",
          "open the URL that the monitor has printed");
    }
    String origin = request.header("origin");
    if (origin != null && !isOwnOrigin(origin)) {
      throw new HttpError(
          403,
          "foreign_origin",
          "the Origin '" + origin + "' is not this server's page",
          "open the URL that the monitor has printed");
    }
  }

  private boolean isOwnOrigin(String origin) {
    String scheme = "http://";
    return origin.startsWith(scheme) && isOwn(origin.substring(scheme.length()));
  }

  private boolean isOwn(String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
    String host = end <= 0 ? lower : lower.substring(0, end);
    String rest = end <= 0 ? "" : lower.substring(end);
    Integer given = rest.isEmpty() ? Integer.valueOf(80) : port(rest);
    return given != null && given == port && hosts.contains(host);
  }

  private static @Nullable Integer port(String rest) {
    boolean digits =
        rest.length() > 1
            && rest.length() <= 6
            && rest.charAt(0) == ':'
            && rest.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.valueOf(rest.substring(1)) : null;
  }
}
