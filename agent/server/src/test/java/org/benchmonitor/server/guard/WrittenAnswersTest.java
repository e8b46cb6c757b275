package org.benchmonitor.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.benchmonitor.run.thread.DaemonThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are made while they are sent, and what becomes of them when something fails. */
class WrittenAnswersTest {
  private static final Limits SHORT =
      new Limits(
          6,
          8,
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(10),
          8);

  private final TestApplication site = new TestApplication();
  private final List<Throwable> escaped = new CopyOnWriteArrayList<>();
  private final GuardedServer server =
      new GuardedServer(SHORT, site, new DaemonThreads((thread, failure) -> escaped.add(failure)));
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = server.start(List.of(InetAddress.getLoopbackAddress()), 0);
  }

  /** However an answer ends, its thread is free. */
  @AfterEach
  void noHandlerIsLeft() {
    await("handlers are over", () -> server.handlers() == 0);
    server.close();
    assertThat(escaped).as("failures that ended a thread's work").isEmpty();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static String request(String method, String path, String version, String... headers) {
    return method
        + " "
        + path
        + " "
        + version
        + "\r\nHost: localhost\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static String get(String path, String... headers) {
    return request("GET", path, "HTTP/1.1", headers);
  }

  private String ask(String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(request).rest();
    }
  }

  @Test
  void eachPartIsAChunkAndTheLastOneIsEmpty() throws IOException {
    assertThat(ask(get("/written", "Connection: close\r\n")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Type: text/plain\r\n")
        .contains("\r\nX-Secured: yes\r\n")
        .contains("\r\nTransfer-Encoding: chunked\r\n")
        .containsPattern("\r\nDate: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n")
        .contains("\r\nConnection: close\r\n")
        .doesNotContainIgnoringCase("Content-Length")
        .endsWith("\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
  }

  @Test
  void aKeptConnectionTakesTheNextRequest() throws IOException {
    try (RawClient client = new RawClient(port)) {
      String first = client.send(get("/written")).answer();
      assertThat(first).contains("\r\nConnection: keep-alive\r\n");
      assertThat(new String(client.read(20), StandardCharsets.US_ASCII))
          .isEqualTo("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
      assertThat(client.send(get("/")).answer()).endsWith("hello");
    }
  }

  @Test
  void forHeadNothingIsWritten() throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertThat(client.send(request("HEAD", "/broken", "HTTP/1.1")).answer())
          .startsWith("HTTP/1.1 200 ")
          .contains("\r\nTransfer-Encoding: chunked\r\n")
          .endsWith("\r\n\r\n");
      assertThat(client.send(get("/")).answer()).startsWith("HTTP/1.1 200 ").endsWith("hello");
    }
  }

  @Test
  void aClientThatKnowsNoChunksGetsTheBytesAlone() throws IOException {
    assertThat(ask(request("GET", "/written", "HTTP/1.0", "Connection: keep-alive\r\n")))
        .doesNotContain("chunked")
        .contains("\r\nConnection: close\r\n")
        .endsWith("\r\n\r\nhello");
  }

  @Test
  void whatFailsBeforeItsFirstByteIsAnError() throws IOException {
    assertThat(ask(get("/unbegun")))
        .startsWith("HTTP/1.1 500 ")
        .contains("\r\nX-Secured: yes\r\n")
        .contains("\r\nConnection: close\r\n")
        .contains("\"internal\"", "StackOverflowError")
        .containsOnlyOnce("HTTP/1.1 ");
    assertThat(site.failures).singleElement().isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whatIsRefusedBeforeItsFirstByteIsRefused() throws IOException {
    assertThat(ask(get("/refused"))).startsWith("HTTP/1.1 503 ").contains("not now");
    assertThat(site.failures).isEmpty();
  }

  /** A client of HTTP/1.0 could not tell it from the end of the answer. */
  @Test
  void aCloseOfTheServerBreaksAnAnswerThatIsUnderWay() throws IOException {
    try (RawClient client = new RawClient(port)) {
      closeDuring(client, "HTTP/1.0");
      assertThatThrownBy(
              () -> {
                while (client.read() >= 0) {
                  // What was under way.
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aCloseOfTheServerSendsNoLastChunk() throws IOException {
    try (RawClient client = new RawClient(port)) {
      closeDuring(client, "HTTP/1.1");
      assertThat(client.rest()).isEqualTo("\r\n");
    }
  }

  private void closeDuring(RawClient client, String version) throws IOException {
    client.send(request("GET", "/waiting", version));
    StringBuilder read = new StringBuilder();
    while (read.indexOf("hel") < 0) {
      read.append((char) client.read());
    }
    server.close();
    await("the handler has noticed", () -> server.handlers() == 0);
  }

  @Test
  void whatFailsLaterBreaksTheConnection() throws IOException {
    for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
      try (RawClient client = new RawClient(port)) {
        client.send(request("GET", "/broken", version));
        assertThatThrownBy(
                () -> {
                  while (client.read() >= 0) {
                    // An end would look like that of the whole answer to a client of HTTP/1.0.
                  }
                })
            .as(version)
            .isInstanceOf(SocketException.class);
      }
    }
    await("both are told", () -> site.failures.size() == 2);
    assertThat(site.failures).hasOnlyElementsOfType(StackOverflowError.class);
  }

  @Test
  void noMoreIsMadeForAClientThatIsGone() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(get("/endless"));
      client.read(100_000);
    }
    await("the handler is free", () -> server.handlers() == 0);
  }

  @Test
  void aClientThatDoesNotReadIsGivenUp() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(get("/endless"));
      await("it is served", () -> site.served.get() == 1);
      await("the handler is free", () -> server.handlers() == 0);
    }
  }

  @Test
  void aClientThatReadsOnlyATrickleIsGivenUpToo() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(get("/endless"));
      await("it is served", () -> site.served.get() == 1);
      await(
          "the handler is free",
          () -> {
            trickle(client);
            return server.handlers() == 0;
          });
    }
  }

  private static void trickle(RawClient client) {
    try {
      client.read(64 * 1024);
      LockSupport.parkNanos(100_000_000);
    } catch (IOException brokenOff) {
      // As it should be; the handler is about to be free.
    }
  }
}
