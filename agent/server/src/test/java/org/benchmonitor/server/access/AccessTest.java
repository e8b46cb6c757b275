package org.benchmonitor.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.server.TestServer;
import org.benchmonitor.server.access.AccessCase.Host;
import org.benchmonitor.server.access.AccessCase.Origin;
import org.benchmonitor.server.access.AccessCase.Token;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: the whole table by the rule, and most of it over a socket. */
class AccessTest {
  private static final int PORT = 9090;
  private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
  private static final Set<String> FILES = Set.of("/", "/assets/page.js");

  private final AtomicLong nanos = new AtomicLong();

  private static List<AccessCase> table(
      boolean loopback, List<Origin> origins, List<Host> hosts, List<String> contentTypes) {
    List<AccessCase> all = new ArrayList<>();
    for (Token token : Token.values()) {
      for (String method : AccessCase.METHODS) {
        for (String target : AccessCase.TARGETS) {
          for (Origin origin : origins) {
            for (Host host : hosts) {
              for (String type : contentTypes) {
                all.add(new AccessCase(loopback, method, target, token, origin, host, type));
              }
            }
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theWholeTableIsByTheRule(boolean loopback) {
    AccessControl accessControl =
        new AccessControl(
            new HostCheck(
                new ServerNames(
                    false,
                    Set.of("localhost", "127.0.0.1"),
                    PORT,
                    loopback ? Set.of("localhost", "127.0.0.1") : Set.of()),
                ServerNames.of(TestServer.PUBLIC)),
            new TokenCheck(TestServer.settings("", Optional.empty(), Optional.empty()).tokens()),
            new TokenRateLimiter(() -> nanos.addAndGet(1_000_000_000)),
            loopback,
            FILES::contains);
    List<AccessCase> table =
        table(loopback, List.of(Origin.values()), List.of(Host.values()), AccessCase.CONTENT_TYPES);
    Map<Integer, Integer> counts = new HashMap<>();
    for (AccessCase one : table) {
      int refusal = refusal(accessControl, one);
      assertThat(refusal).as("%s", one).isEqualTo(one.refusal());
      counts.merge(refusal, 1, Integer::sum);
    }
    assertThat(table).hasSizeGreaterThan(500_000);
    assertThat(counts).containsOnlyKeys(0, 400, 401, 403, 415);
  }

  private static int refusal(AccessControl accessControl, AccessCase one) {
    try {
      accessControl.check(request(one), CLIENT);
      return 0;
    } catch (HttpError refused) {
      return refused.toResponse().status();
    }
  }

  private static Request request(AccessCase one) {
    Map<String, String> headers = new HashMap<>();
    put(headers, "host", one.host().header);
    put(headers, "origin", one.origin().header);
    put(headers, "authorization", one.token().header);
    put(headers, "content-type", one.contentType());
    String[] parts = one.target().split("[?=]", -1);
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (parts.length > 1) {
      query.put(parts[1], List.of(parts[2]));
    }
    return new Request(one.method(), parts[0], query, headers, Request.Body.NONE);
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put(name, value.replace("PORT", Integer.toString(PORT)).trim());
    }
  }

  /** All but combinations of two faults, each of which has its own place in the whole table. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "0.0.0.0"})
  void overASocketItIsTheSame(String bound) throws IOException {
    boolean loopback = bound.equals("localhost");
    List<AccessCase> table =
        table(
            loopback,
            List.of(Origin.ABSENT, Origin.OWN, Origin.FOREIGN, Origin.NULL),
            List.of(Host.OWN, Host.REBOUND),
            List.of("application/json", "text/plain"));
    table.removeIf(one -> one.host() != Host.OWN && one.origin() != Origin.ABSENT);
    table.removeIf(one -> !one.isControl() && !one.contentType().equals("text/plain"));
    for (Host host : Host.values()) {
      table.add(
          new AccessCase(loopback, "GET", "/api/status", Token.CONTROL, Origin.ABSENT, host, ""));
    }
    for (Origin origin : Origin.values()) {
      for (Host host : List.of(Host.OWN, Host.OTHER_PORT, Host.PUBLIC)) {
        table.add(new AccessCase(loopback, "GET", "/ws/metrics", Token.CONTROL, origin, host, ""));
      }
    }
    for (Token token : Token.values()) {
      for (String target : AccessCase.TARGETS) {
        table.add(new AccessCase(loopback, "GET", target, token, Origin.ABSENT, Host.PUBLIC, ""));
      }
    }
    int letIn = 0;
    for (List<AccessCase> sameToken : byToken(table)) {
      // A server for each token: so many wrong ones are slowed down.
      try (TestServer server = new TestServer(bound)) {
        for (AccessCase one : sameToken) {
          letIn += answered(server, one) ? 1 : 0;
        }
      }
    }
    assertThat(table).hasSizeGreaterThan(2_000);
    assertThat(letIn).isBetween(200, table.size() / 2);
  }

  private static List<List<AccessCase>> byToken(List<AccessCase> table) {
    return List.of(Token.values()).stream()
        .map(token -> table.stream().filter(one -> one.token() == token).toList())
        .toList();
  }

  private static boolean answered(TestServer server, AccessCase one) throws IOException {
    String answer = server.head(one.text(server.port()));
    int expected = one.refusal() == 0 ? one.answer() : one.refusal();
    assertThat(answer).as("%s", one).startsWith("HTTP/1.1 " + expected + " ");
    assertThat(answer)
        .as("%s", one)
        .doesNotContain("the-token", "not-one-of-these", "Access-Control-")
        .contains(expected == 101 ? "websocket" : "X-Content-Type-Options: nosniff");
    assertThat(answer.contains("WWW-Authenticate: Bearer")).isEqualTo(expected == 401);
    return one.refusal() == 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: localhost:PORT", "Origin: http://localhost:PORT", "AUTH"})
  void whatMayBeThereOnceIsRefusedTwice(String header) throws IOException {
    try (TestServer server = new TestServer("localhost")) {
      String line =
          header
                  .replace("PORT", Integer.toString(server.port()))
                  .replace("AUTH", "Authorization: Bearer " + TestServer.CONTROL)
              + "\r\n";
      String host = "Host: localhost:" + server.port() + "\r\n";
      String once = line.startsWith("Host") ? line : host + line;
      assertThat(server.head("GET /api HTTP/1.1\r\n" + once + "\r\n")).startsWith("HTTP/1.1 200 ");
      assertThat(server.head("GET /api HTTP/1.1\r\n" + once + line + "\r\n"))
          .startsWith("HTTP/1.1 400 ")
          .doesNotContain(TestServer.CONTROL);
    }
  }

  @Test
  void guessingIsSlowedDownButAnOldTokenIsNoGuess() throws IOException {
    try (TestServer server = new TestServer("0.0.0.0")) {
      for (int i = 0; i < 50; i++) {
        assertThat(status(server, "always-the-same")).isEqualTo(401);
      }
      assertThat(status(server, TestServer.READ_ONLY)).isEqualTo(200);
      int refused = 0;
      for (int i = 0; i < 50; i++) {
        refused += status(server, "guess-number-" + i) == 429 ? 1 : 0;
      }
      assertThat(refused).isPositive();
    }
  }

  private static int status(TestServer server, String token) throws IOException {
    String answer =
        server.head(
            "GET /api HTTP/1.1\r\nHost: localhost:"
                + server.port()
                + "\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n");
    return Integer.parseInt(answer.substring(9, 12));
  }
}
