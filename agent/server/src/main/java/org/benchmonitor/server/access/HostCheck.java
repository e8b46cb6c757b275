package org.benchmonitor.server.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;

/**
 * Accepts only requests that name this server, and from pages only those that it served. Protects
 * against DNS rebinding and foreign pages.
 *
 * <p>Any thread. Parsed values are compared by equality, never by pattern; a value that cannot be
 * parsed is refused, and the check itself cannot fail.
 */
final class HostCheck {
  private final ServerNames own;
  private final Optional<ServerNames> published;

  /**
   * Makes it.
   *
   * @param published the names of the URL that a proxy shows
   */
  HostCheck(ServerNames own, Optional<ServerNames> published) {
    this.own = own;
    this.published = published;
  }

  /**
   * Checks {@code Host}, and {@code Origin} where it is sent.
   *
   * @return whether it names the published URL, so that it may come from anywhere
   * @throws HttpError 400 without a host, 403 for a foreign one
   */
  boolean check(Request request) {
    String host = request.header("host");
    if (host == null || host.isEmpty()) {
      throw new HttpError(400, "no_host", "there is no Host header", "send HTTP/1.1 with a Host");
    }
    List<ServerNames> named =
        Stream.concat(published.stream(), Stream.of(own)).filter(one -> one.isHost(host)).toList();
    if (named.isEmpty()) {
      throw new HttpError(
          403,
          "foreign_host",
          "the Host '" + host + "' does not name this server",
          "open the URL that the monitor has printed, or give public_url= the one that you open");
    }
    refuseForeignSite(request);
    String origin = request.header("origin");
    // Not any of the own names: another's server may be behind one that could not be bound, or at
    // another port.
    if (origin != null && named.stream().noneMatch(one -> one.isOrigin(origin, host))) {
      throw new HttpError(
          403,
          "foreign_origin",
          "the Origin '" + origin + "' is not this server's page",
          "open the URL that the monitor has printed, or give public_url= the one that you open");
    }
    return published.filter(named::contains).isPresent();
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
          "the request comes from a page of another site",
          "open the URL that the monitor has printed");
    }
  }
}
