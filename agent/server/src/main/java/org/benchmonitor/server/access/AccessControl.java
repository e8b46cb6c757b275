package org.benchmonitor.server.access;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;

/**
 * Decides whether a request is allowed, before every route, including the upgrade and the stream.
 *
 * <p>Any thread. The rules:
 *
 * <ol>
 *   <li>The request names this server and comes from no foreign page.
 *   <li>No token is in the address.
 *   <li>A control has the control token and is JSON. Every method but GET, HEAD and OPTIONS is a
 *       control.
 *   <li>Off loopback, through the public URL and of recorded runs, a read has a token. The page's
 *       own files need none: they contain no secret, and the page asks for the token.
 * </ol>
 */
public final class AccessControl {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> TOKEN_NAMES =
      Set.of("token", "access_token", "token_readonly", "authorization");
  private static final String JSON = "application/json";
  private static final String HINT =
      "send the header Authorization: Bearer <token>; it is the one given as token=, or in the URL"
          + " that the monitor has printed, after #token=";

  private final HostCheck hosts;
  private final TokenCheck tokens;
  private final TokenRateLimiter rateLimiter;
  private final boolean openToRead;
  private final Predicate<String> isPageFile;

  /**
   * That of a server which is bound.
   *
   * @param isPageFile whether a path is one of the page's own files
   */
  public static AccessControl of(
      ListenerSettings settings, InetAddress bound, int port, Predicate<String> isPageFile) {
    ServerNames own =
        new ServerNames(
            settings.keyStore().isPresent(),
            OwnNames.of(settings.address().host(), bound),
            port,
            OwnNames.withAnyPort(bound));
    return new AccessControl(
        new HostCheck(own, settings.publicUrl().flatMap(ServerNames::of)),
        new TokenCheck(settings.tokens()),
        new TokenRateLimiter(System::nanoTime),
        bound.isLoopbackAddress() && !settings.tokenForReading(),
        isPageFile);
  }

  /**
   * Makes it.
   *
   * @param openToRead whether reading needs no token, as on loopback
   * @param isPageFile whether a path is one of the page's own files
   */
  AccessControl(
      HostCheck hosts,
      TokenCheck tokens,
      TokenRateLimiter rateLimiter,
      boolean openToRead,
      Predicate<String> isPageFile) {
    this.hosts = hosts;
    this.tokens = tokens;
    this.rateLimiter = rateLimiter;
    this.openToRead = openToRead;
    this.isPageFile = isPageFile;
  }

  /**
   * Checks a request.
   *
   * @param client where it comes from
   * @throws HttpError if it is not let in; never with a text of the token
   */
  public void check(Request request, InetAddress client) {
    boolean fromAnywhere = hosts.check(request);
    refuseTokenInAddress(request);
    if (!READING.contains(request.method())) {
      checkControl(request, new TokenRateLimiter.Client(client, fromAnywhere));
    } else if ((fromAnywhere || !openToRead) && !isForThePage(request)) {
      refuseUnless(role(request, new TokenRateLimiter.Client(client, fromAnywhere)) != Role.NOBODY);
    }
  }

  private static void refuseTokenInAddress(Request request) {
    for (String name : request.query().keySet()) {
      if (TOKEN_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        // An address is kept by browsers, proxies and logs.
        throw new HttpError(400, "token_in_address", "a token must not be in the address", HINT);
      }
    }
  }

  private boolean isForThePage(Request request) {
    return !request.method().equals("OPTIONS") && isPageFile.test(request.path());
  }

  private void checkControl(Request request, TokenRateLimiter.Client client) {
    Role role = role(request, client);
    refuseUnless(role != Role.NOBODY);
    if (role == Role.READER) {
      throw new HttpError(
          403,
          "read_only",
          "this token allows reading only",
          "a control needs the token that is not token_readonly");
    }
    if (!isJson(request)) {
      throw new HttpError(
          415, "content_type", "the Content-Type is not " + JSON, "send Content-Type: " + JSON);
    }
  }

  /** Who asks; a wrong token is refused here. */
  private Role role(Request request, TokenRateLimiter.Client client) {
    if (request.header("authorization") == null) {
      return Role.NOBODY;
    }
    Role role =
        looked(request, client)
            .orElseThrow(
                () ->
                    new HttpError(
                        429,
                        "too_many_tokens",
                        "too many wrong tokens have come from this address",
                        "wait some seconds"));
    refuseUnless(role != Role.STRANGER);
    return role;
  }

  /** Long tokens need no protection, and a lock would be a way to lock their owner out. */
  private Optional<Role> looked(Request request, TokenRateLimiter.Client client) {
    return tokens.isGuessable()
        ? rateLimiter.role(client, TokenCheck.guess(request), () -> tokens.role(request))
        : Optional.of(tokens.role(request));
  }

  private static void refuseUnless(boolean known) {
    if (!known) {
      throw new HttpError(401, "token_needed", "this needs a valid token", HINT);
    }
  }

  private static boolean isJson(Request request) {
    String type = request.header("content-type");
    if (type == null) {
      return false;
    }
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    return parts[0].trim().equals(JSON)
        && (parts.length == 1
            || (parts.length == 2 && parts[1].trim().replace("\"", "").equals("charset=utf-8")));
  }
}
