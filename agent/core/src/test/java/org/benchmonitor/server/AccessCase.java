package org.benchmonitor.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    NULL("null"),
    FOREIGN("http://evil.example:PORT"),
    OTHER_PORT("http://localhost:1"),
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

  /** The status of the refusal, or 0 for a request that is let in. */
  int refusal() {
    if (host != Host.OWN) {
      return host == Host.MISSING ? 400 : 403;
    }
    if (origin != Origin.ABSENT && origin != Origin.OWN) {
      return 403;
    }
    if (target.endsWith("=x")) {
      return 400;
    }
    if (!isControl() && (loopback || isPage())) {
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
