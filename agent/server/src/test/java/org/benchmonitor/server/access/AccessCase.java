package org.benchmonitor.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.server.TestServer;

/** One request of the table of who may do what, and what the rule says of it. */
record AccessCase(
    boolean loopback,
    String method,
    String target,
    Token token,
    Origin origin,
    Host host,
    String contentType) {
  static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE");
  static final List<String> TARGETS =
      List.of(
          "/",
          "/assets/page.js",
          "/assets/none.js",
          "/api",
          "/api/status",
          "/api/logs?limit=1",
          "/api/status?token=x",
          "/api/status?ToKen=x",
          "/nothing",
          "/api/stream",
          "/ws/metrics");
  static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "Application/JSON;charset=\"UTF-8\"",
          "application/json; charset=utf-16",
          "application/json; a=b; charset=utf-8",
          "application/jsonp",
          "application/x-www-form-urlencoded",
          "text/plain",
          "text/plain; application/json",
          "");

  enum Token {
    NONE(""),
    WRONG("Bearer not-one-of-these-tokens"),
    PREFIX("Bearer the-token-that-control"),
    LONGER("Bearer " + TestServer.CONTROL + "s"),
    EMPTY("Bearer "),
    NO_SCHEME(TestServer.CONTROL),
    BASIC("Basic " + TestServer.CONTROL),
    READ_ONLY("Bearer " + TestServer.READ_ONLY),
    CONTROL("Bearer " + TestServer.CONTROL),
    CONTROL_LOWER_CASE("bearer " + TestServer.CONTROL);

    final String header;

    Token(String header) {
      this.header = header;
    }

    boolean reads() {
      return Set.of(READ_ONLY, CONTROL, CONTROL_LOWER_CASE).contains(this);
    }
  }

  enum Origin {
    ABSENT(""),
    OWN("http://localhost:PORT"),
    HTTPS_PUBLIC("https://bench.example"),
    HTTP_PUBLIC("http://bench.example"),
    NULL("null"),
    FOREIGN("http://evil.example:PORT"),
    OTHER_PORT("http://localhost:1"),
    NO_PORT("http://localhost"),
    OTHER_SCHEME("https://localhost:PORT"),
    OTHER_NAME("http://127.0.0.1:PORT"),
    LOOKS_LIKE("http://localhost:PORT.evil.example"),
    WITH_PATH("http://localhost:PORT/");

    final String header;

    Origin(String header) {
      this.header = header;
    }
  }

  enum Host {
    OWN("localhost:PORT"),
    OTHER_LOOPBACK("127.0.0.1:PORT"),
    PUBLIC("bench.example"),
    PUBLIC_WITH_PORT("bench.example:443"),
    PUBLIC_OTHER_PORT("bench.example:PORT"),
    MISSING(""),
    FOREIGN("evil.example:PORT"),
    REBOUND("localhost.evil.example:PORT"),
    OTHER_PORT("localhost:1"),
    NO_PORT("localhost"),
    TWO_PORTS("localhost:PORT:PORT"),
    WITH_USER("x@localhost:PORT"),
    NUMBER("2130706433:PORT"),
    OPEN_BRACKET("[::1"),
    NO_ADDRESS("[abc]:PORT");

    final String header;

    Host(String header) {
      this.header = header;
    }
  }

  boolean isControl() {
    return !Set.of("GET", "HEAD", "OPTIONS").contains(method);
  }

  private boolean isPage() {
    return Set.of("/", "/assets/page.js").contains(target)
        && Set.of("GET", "HEAD").contains(method);
  }

  /** The only page that may come with this host, which is empty if it is not the server's. */
  private Optional<Origin> page() {
    return switch (host) {
      case OWN -> Optional.of(Origin.OWN);
      case OTHER_LOOPBACK -> Optional.of(Origin.OTHER_NAME);
      case PUBLIC, PUBLIC_WITH_PORT -> Optional.of(Origin.HTTPS_PUBLIC);
      case OTHER_PORT -> loopback ? Optional.of(Origin.OTHER_PORT) : Optional.empty();
      case NO_PORT -> loopback ? Optional.of(Origin.NO_PORT) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The status of the refusal, or 0 for a request that is let in. */
  int refusal() {
    if (host == Host.MISSING) {
      return 400;
    }
    Optional<Origin> page = page();
    if (page.isEmpty() || !Set.of(Origin.ABSENT, page.get()).contains(origin)) {
      return 403;
    }
    if (target.endsWith("=x")) {
      return 400;
    }
    boolean open = loopback && page.get() != Origin.HTTPS_PUBLIC;
    if (!isControl() && (open || isPage())) {
      return 0;
    }
    if (!token.reads()) {
      return 401;
    }
    if (isControl() && token == Token.READ_ONLY) {
      return 403;
    }
    boolean json = CONTENT_TYPES.subList(0, 3).contains(contentType);
    return isControl() && !json ? 415 : 0;
  }

  /** What whoever is let in gets; nothing here is posted to. */
  int answer() {
    boolean webSocket = target.equals("/ws/metrics");
    if (isControl()) {
      return 405;
    }
    if (method.equals("OPTIONS")) {
      return webSocket ? 405 : 204;
    }
    if (webSocket) {
      return method.equals("GET") ? 101 : 405;
    }
    boolean headOfStream = target.equals("/api/stream") && method.equals("HEAD");
    return headOfStream || Set.of("/nothing", "/assets/none.js").contains(target) ? 404 : 200;
  }

  /** The request as it is sent. */
  String text(int port) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers()
        .forEach(
            header -> text.append(header.replace("PORT", Integer.toString(port))).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private List<String> headers() {
    List<String> headers = new ArrayList<>();
    if (target.equals("/ws/metrics")) {
      headers.add("Upgrade: websocket");
      headers.add("Connection: Upgrade");
      headers.add("Sec-WebSocket-Version: 13");
      headers.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }
    add(headers, "Host", host.header);
    add(headers, "Origin", origin.header);
    add(headers, "Authorization", token.header);
    add(headers, "Content-Type", contentType);
    return headers;
  }

  private static void add(List<String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.add(name + ": " + value);
    }
  }
}
