package org.benchmonitor.server;

import java.util.Optional;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;

/**
 * Lets in only requests that name this server, and pages only if they came from it: against DNS
 * rebinding and foreign pages.
 *
 * <p>Any thread. Parsed values are compared by equality, never by pattern; a value that cannot be
 * parsed is refused, and the check itself cannot fail.
 */
final class HostCheck {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String scheme;
  private final int defaultPort;
  private final Set<String> hosts;
  private final int port;

  /**
   * Makes it.
   *
   * @param hosts in the form of {@link Authority#host}
   */
  HostCheck(boolean secure, Set<String> hosts, int port) {
    this.scheme = secure ? "https://" : "http://";
    this.defaultPort = secure ? HTTPS : HTTP;
    this.hosts = Set.copyOf(hosts);
    this.port = port;
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
    Optional<Authority> named =
        Authority.parse(host, defaultPort)
            .filter(authority -> authority.port() == port && hosts.contains(authority.host()));
    if (named.isEmpty()) {
      throw new HttpError(
          403,
          "foreign_host",
          "the Host '" + host + "' is not this server",
          "open the URL that the monitor has printed");
    }
    refuseForeignSite(request);
    String origin = request.header("origin");
    // Not any of the own names: another's server may be behind one that could not be bound.
    if (origin != null && !origin(origin).equals(named)) {
      throw new HttpError(
          403,
          "foreign_origin",
          "the Origin '" + origin + "' is not this server's page",
          "open the URL that the monitor has printed");
    }
  }

  /**
   * An extra, for browsers that tell: without it a foreign page could not read, yet could have the
   * host make its largest documents all day.
   */
  private static void refuseForeignSite(Request request) {
    String site = request.header("sec-fetch-site");
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    boolean opensPage =
        "navigate".equals(request.header("sec-fetch-mode"))
            && "document".equals(request.header("sec-fetch-dest"))
            && request.path().equals("/");
    if (foreign && !opensPage) {
      throw new HttpError(
          403,
          "foreign_site",
          "the request comes from the page of another site",
          "open the URL that the monitor has printed");
    }
  }

  private Optional<Authority> origin(String origin) {
    return origin.startsWith(scheme)
        ? Authority.parse(origin.substring(scheme.length()), defaultPort)
        : Optional.empty();
  }
}
