package org.benchmonitor.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.server.http.StreamMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every known fault of NanoHTTPD 2.3.1 over a raw socket, and after each: a request is answered,
 * and no handler is left.
 */
class GuardedServerTest {
  /** Short, and yet enough for a head that comes to a machine which does much else. */
  private static final Limits SHORT =
      new Limits(
          6,
          8,
          3,
          Duration.ofMillis(1_500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(400),
          8);

  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String UPGRADE =
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\n"
          + KEY
          + "\r\n";
  private static final byte[] MASK = {1, 2, 3, 4};

  private final TestApplication site = new TestApplication();
  private final List<Throwable> escaped = new CopyOnWriteArrayList<>();
  private final DaemonThreads threads =
      new DaemonThreads((thread, failure) -> escaped.add(failure));
  private final GuardedServer server = new GuardedServer(SHORT, site, threads);
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = server.start(List.of(InetAddress.getLoopbackAddress()), 0);
  }

  /** The oracle of all of these tests. */
  @AfterEach
  void aRequestIsAnsweredAndNoHandlerIsLeft() throws IOException {
    await("handlers are over", () -> server.handlers() == 0);
    assertThat(ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK");
    server.close();
    assertThat(server.connections()).isZero();
    assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
    assertThat(escaped).as("failures that ended a thread's work").isEmpty();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private String ask(String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(request).rest();
    }
  }

  private boolean isAnswered() {
    try {
      return ask(get("/", "Connection: close\r\n")).startsWith("HTTP/1.1 200 ");
    } catch (IOException refused) {
      return false;
    }
  }

  private static String get(String path, String... headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n";
  }

  // ---- HTTP ---------------------------------------------------------------------------------

  @Test
  void aRequestCutAtAnyPointIsNeverServed() throws IOException {
    String whole = get("/", "Accept: text/html\r\n");
    for (int length = 0; length < whole.length(); length++) {
      try (RawClient client = new RawClient(port)) {
        client.send(whole.substring(0, length)).socket().shutdownOutput();
        assertThat(client.rest()).isEmpty();
      }
    }
    assertThat(site.served).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"7999,200", "8000,200", "8001,431", "8191,431", "8192,431", "8193,431", "20000,431"})
  void aHeadThatIsTooLongIsRefusedOnce(int length, int status) throws IOException {
    String start = get("/", "Connection: close\r\n", "X: ");
    String head = start.substring(0, start.length() - 2);
    String padded = head + "a".repeat(length - head.length() - 4) + "\r\n\r\n";
    assertThat(ask(padded)).startsWith("HTTP/1.1 " + status + " ").containsOnlyOnce("HTTP/1.1 ");
  }

  @Test
  void tooManyHeadersAreRefused() throws IOException {
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      headers.append("X-").append(i).append(": 1\r\n");
    }
    assertThat(ask(get("/", headers.toString()))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void aHeadThatTricklesIsCutAtItsDeadline() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET / HTTP/1.1\r\n");
      await("it is handled", () -> server.handlers() == 1);
      // The client goes on and stays: only the server can end this.
      await("the handler is free", () -> server.handlers() == 0 || !isSent(client, "X"));
      await("the handler is free", () -> server.handlers() == 0);
      assertThat(client.socket().isClosed()).isFalse();
    }
    assertThat(site.served).hasValue(0);
  }

  private static boolean isSent(RawClient client, String text) {
    try {
      client.send(text);
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  @Test
  void aReaderThatDoesNotReadIsCut() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(get("/large"));
      await("it is served", () -> site.served.get() == 1);
      await("the handler is free", () -> server.handlers() == 0);
    }
  }

  @Test
  void aThousandIdleConnectionsHoldNoThreadsAndNoRequestUp() throws IOException {
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        idle.add(new RawClient(port));
      }
      // A connection may be refused while all places are taken; a later one gets in.
      await("an answer", this::isAnswered);
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().matches("monitor-http-\\d+")))
          .hasSizeBetween(1, SHORT.handlers());
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void portsOutOfRangeAreRefusedAtOnce() {
    GuardedServer other = new GuardedServer(SHORT, site, threads);
    assertThatThrownBy(() -> other.start(List.of(InetAddress.getLoopbackAddress()), 65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    other.close();
  }

  @Test
  void aPortThatIsTakenFailsAndLeavesNothingBehind() throws IOException {
    GuardedServer other = new GuardedServer(SHORT, site, threads);
    int taken;
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      taken = holder.getLocalPort();
      assertThatThrownBy(() -> other.start(List.of(InetAddress.getLoopbackAddress()), taken))
          .isInstanceOf(IOException.class);
    }
    assertThat(other.start(List.of(InetAddress.getLoopbackAddress()), taken)).isEqualTo(taken);
    other.close();
  }

  @Test
  void anAcceptThatFailsWaitsLongerEachTime() throws IOException {
    try (PatientServerSocket unbound = new PatientServerSocket()) {
      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(unbound::accept).isInstanceOf(IOException.class);
      }
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(70_000_000L);
    }
  }

  @Test
  void anErrorOfAHandlerIsAnAnswerAndReachesNobody() throws IOException {
    assertThat(ask(get("/error", "Connection: close\r\n"))).startsWith("HTTP/1.1 500 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%2", "/%zz", "/?a=%g1", "/%ff", "relative", "http://other/"})
  void aMalformedTargetIsABadRequest(String target) throws IOException {
    assertThat(ask(get(target))).startsWith("HTTP/1.1 400 ").contains("\"bad_request\"");
    assertThat(site.served).hasValue(0);
  }

  @Test
  void aBodyIsNeverTheNextRequest() throws IOException {
    String smuggled = get("/smuggled");
    String answers =
        ask(
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + smuggled.length()
                + "\r\n\r\n"
                + smuggled);
    assertThat(answers).containsOnlyOnce("HTTP/1.1 ");
    assertThat(site.bodies).containsExactly(smuggled);
  }

  @Test
  void aChunkedBodyIsRefusedAndWithALengthDoublySo() throws IOException {
    String chunked = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n";
    assertThat(ask(chunked + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 501 ");
    assertThat(ask(chunked + "Content-Length: 3\r\n\r\nabc")).startsWith("HTTP/1.1 400 ");
    assertThat(site.served).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: other\r\n",
        "Origin: http://a\r\nOrigin: http://b\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "X: a\r\n folded\r\n",
        "X: caf\u00e9\r\n",
        "X : space\r\n",
        "no colon\r\n",
        "X: a\nY: b\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 1x\r\n"
      })
  void headersThatCanBeReadInTwoWaysAreRefused(String headers) throws IOException {
    assertThat(ask(get("/", headers))).startsWith("HTTP/1.1 400 ");
    assertThat(site.served).hasValue(0);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedUnread() throws IOException {
    assertThat(ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aBodyThatIsTooShortIsNotServed() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
      client.socket().shutdownOutput();
      assertThat(client.rest()).isEmpty();
    }
    assertThat(site.served).hasValue(0);
  }

  @Test
  void aHeadRequestHasNoBodyAndLengthsAreSaidOnce() throws IOException {
    String head = ask("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(ask(get("/", "Connection: close\r\n")).toLowerCase(Locale.ROOT))
        .containsOnlyOnce("content-length: 5");
  }

  @Test
  void nothingIsCompressedByTheLibrary() throws IOException {
    assertThat(ask(get("/", "Accept-Encoding: gzip\r\n", "Connection: close\r\n")))
        .doesNotContain("gzip")
        .endsWith("hello");
  }

  @Test
  void aMethodThatIsNotKnownIsNotImplemented() throws IOException {
    assertThat(ask("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 501 ");
    assertThat(ask("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 505 ");
  }

  @Test
  void aKeptConnectionIsAnsweredAgainAndAnIdleOneIsCut() throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertThat(client.send(get("/")).answer()).endsWith("hello");
      assertThat(client.send(get("/")).answer()).endsWith("hello");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(site.served).hasValue(2);
  }

  @Test
  void everyAnswerIsSecuredThoseToGarbageToo() throws IOException {
    assertThat(ask("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("X-Secured: yes");
    assertThat(ask(get("/", "Connection: close\r\n"))).contains("X-Secured: yes");
  }

  @Test
  void randomBytesAreRefusedOrCut() throws IOException {
    Random random = new Random(4711);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(600)];
      random.nextBytes(garbage);
      if (i % 2 == 0) {
        // As long as a head has not ended, there is nothing to answer.
        garbage =
            (new String(garbage, StandardCharsets.ISO_8859_1) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
      }
      try (RawClient client = new RawClient(port)) {
        client.send(garbage).socket().shutdownOutput();
        String answer = client.rest();
        assertThat(answer).doesNotContain("200 OK");
        refused += answer.startsWith("HTTP/1.1 4") ? 1 : 0;
      } catch (IOException resetByServer) {
        // Cut while it still sent: as good as refused.
      }
    }
    assertThat(refused).as("answers that could be read").isPositive();
    assertThat(site.served).hasValue(0);
  }

  @Test
  void closingDoesNotWaitForOpenConnections() throws IOException {
    GuardedServer other = new GuardedServer(SHORT, site, threads);
    int otherPort = other.start(List.of(InetAddress.getLoopbackAddress()), 0);
    try (RawClient client = new RawClient(otherPort)) {
      client.send("GET / HT");
      await("it is handled", () -> other.handlers() == 1);
      other.close(Duration.ofSeconds(2));
      assertThat(client.rest()).isEmpty();
      await("no handler is left", () -> other.handlers() == 0);
    }
  }

  // ---- streams ------------------------------------------------------------------------------

  private static byte[] frame(int first, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(MASK, 0, frame, 2, 4);
    for (int i = 0; i < payload.length; i++) {
      frame[6 + i] = (byte) (payload[i] ^ MASK[i % 4]);
    }
    return frame;
  }

  private static StreamMessage message(long sequence, String json) {
    return new StreamMessage(sequence, "test", json.getBytes(StandardCharsets.UTF_8));
  }

  private RawClient upgraded() throws IOException {
    RawClient client = new RawClient(port);
    assertThat(client.send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
    await("the stream is open", () -> !site.open.isEmpty());
    return client;
  }

  @Test
  void aWebSocketCarriesMessagesBothWays() throws IOException {
    try (RawClient client = upgraded()) {
      site.open.get(0).offer(message(1, "{\"a\":1}"));
      assertThat(client.read(9))
          .isEqualTo(new byte[] {(byte) 0x81, 7, '{', '"', 'a', '"', ':', '1', '}'});
      client.send(frame(0x81, "ping"));
      await("the text has come", () -> site.received.contains("ping"));
      client.send(frame(0x88, ""));
      await("the client is gone", () -> site.closed.get() == 1);
    }
  }

  @Test
  void aFrameThatClaimsTwoGigabytesIsNotAllocated() throws IOException {
    try (RawClient client = upgraded()) {
      client.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0x7F, -1, -1, -1});
      await("the client is cut", () -> site.closed.get() == 1);
    }
    assertThat(site.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x80, 0x00, 0xC1, 0x83, 0x8B})
  void framesThatAreFragmentedReservedOrUnknownEndTheStream(int first) throws IOException {
    try (RawClient client = upgraded()) {
      client.send(frame(first, "x"));
      await("the client is cut", () -> site.closed.get() == 1);
    }
    assertThat(site.received).isEmpty();
  }

  @Test
  void aFrameWithoutAMaskEndsTheStream() throws IOException {
    try (RawClient client = upgraded()) {
      client.send(new byte[] {(byte) 0x81, 1, 'x'});
      await("the client is cut", () -> site.closed.get() == 1);
    }
    assertThat(site.received).isEmpty();
  }

  @Test
  void aFrameOverTheLimitEndsTheStream() throws IOException {
    try (RawClient client = upgraded()) {
      client.send(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10, 0x01});
      await("the client is cut", () -> site.closed.get() == 1);
    }
  }

  @Test
  void aClientThatAnswersPingsStaysAndOneThatDoesNotGoes() throws IOException {
    try (RawClient client = upgraded()) {
      for (int i = 0; i < 8; i++) {
        assertThat(client.read(2)).isEqualTo(new byte[] {(byte) 0x89, 0});
        client.send(frame(0x8A, ""));
      }
      assertThat(site.closed).hasValue(0);
      await("the silent client is cut", () -> site.closed.get() == 1);
    }
  }

  @Test
  void aClientThatDoesNotReadLosesTheOldestAndIsCut() throws IOException {
    try (RawClient client = upgraded()) {
      String large = "x".repeat(1 << 20);
      for (int i = 0; i < 40 && !site.open.isEmpty(); i++) {
        site.open.get(0).offer(message(i, large));
      }
      assertThat(server.dropped()).isPositive();
      await("the client is cut", () -> site.closed.get() == 1);
      assertThat(client.socket().isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n',426",
    "'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n',426",
    "'',426",
    "'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
        + " short\r\n',400"
  })
  void anUpgradeThatIsNotOneIsRefused(String headers, int status) throws IOException {
    assertThat(ask(get("/ws", headers))).startsWith("HTTP/1.1 " + status + " ");
    assertThat(site.open).isEmpty();
  }

  @Test
  void serverSentEventsCarryTheSameMessagesAndPings() throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertThat(client.send(get("/events")).answer())
          .startsWith("HTTP/1.1 200 ")
          .contains("Content-Type: text/event-stream");
      await("the stream is open", () -> site.open.size() == 1);
      site.open.get(0).offer(message(7, "{}"));
      assertThat(new String(client.read(31), StandardCharsets.UTF_8))
          .isEqualTo("id: 7\nevent: test\ndata: {}\n\n: p".substring(0, 31));
      site.open.get(0).end();
      client.rest();
    }
    await("the client is gone", () -> site.closed.get() == 1);
  }

  @Test
  void moreStreamsThanAllowedAreTurnedAway() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < SHORT.streams(); i++) {
        RawClient client = new RawClient(port);
        clients.add(client.send(get("/events")));
        int expected = i + 1;
        await("it is open", () -> site.open.size() == expected);
      }
      assertThat(ask(get("/events"))).startsWith("HTTP/1.1 503 ");
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
      site.open.forEach(client -> client.offer(message(1, "{}")));
      site.open.forEach(client -> client.end());
    }
  }

  @Test
  void aPortOfWhichAnotherHasOneAddressIsTaken() throws IOException {
    InetAddress first = InetAddress.getByName("127.0.0.3");
    InetAddress further = InetAddress.getLoopbackAddress();
    GuardedServer other = new GuardedServer(SHORT, site, threads);
    try (ServerSocket anothers = new ServerSocket(0, 1, further)) {
      int taken = anothers.getLocalPort();
      assertThatThrownBy(() -> other.start(List.of(first, further), taken))
          .isInstanceOf(IOException.class);
    } finally {
      other.close(Duration.ZERO);
    }
  }

  @Test
  void anAddressThatTheMachineHasNotIsDoneWithout() throws IOException {
    GuardedServer other = new GuardedServer(SHORT, site, threads);
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      assertThat(other.start(List.of(loopback, InetAddress.getByName("192.0.2.1")), 0))
          .isPositive();
      assertThat(other.isWhole()).isFalse();
    } finally {
      other.close(Duration.ZERO);
    }
  }
}
