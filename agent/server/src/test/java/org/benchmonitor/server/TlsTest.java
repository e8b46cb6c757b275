package org.benchmonitor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.benchmonitor.server.access.ListenerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a key store as a user makes it, with the JDK's keytool. */
class TlsTest {
  private static final String PASSWORD = "pass word, with 'all'";

  @TempDir private static Path directory;

  private static Path keys;
  private static Path trusted;
  private static TestServer server;
  private static SSLContext client;

  @BeforeAll
  static void start() throws Exception {
    keys = directory.resolve("keys.p12");
    trusted = directory.resolve("trusted.p12");
    Path certificate = directory.resolve("certificate.pem");
    keytool(
        "-genkeypair -alias monitor -keyalg EC -dname CN=localhost -ext san=dns:localhost",
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert -alias monitor -rfc", "-keystore", keys.toString(), "-file", "" + certificate);
    keytool(
        "-importcert -noprompt -alias monitor",
        "-keystore",
        trusted.toString(),
        "-file",
        certificate.toString());
    server = new TestServer(settings(keys, PASSWORD));
    client = trusting(trusted);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ListenerSettings settings(Path keyStore, String password) {
    return TestServer.settings("localhost", Optional.of(keyStore), Optional.of(password));
  }

  private static void keytool(String words, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of(more));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static SSLSocket connect(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket) client.getSocketFactory().createSocket("localhost", server.port());
    socket.setSoTimeout(5_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static String request(String target, String... headers) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: localhost:"
        + server.port()
        + "\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aRequestIsAnsweredOverBothVersions(String protocol) throws IOException {
    try (SSLSocket socket = connect(protocol)) {
      send(socket, request("/api/status"));
      assertThat(TestServer.head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
      send(
          socket,
          request(
              "/api",
              "Connection: close\r\n",
              "Origin: https://localhost:" + server.port() + "\r\n"));
      assertThat(TestServer.head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void theAddressSaysSo() {
    assertThat(server.url()).isEqualTo(URI.create("https://localhost:" + server.port() + "/"));
  }

  @Test
  void theOriginWithoutTlsIsForeign() throws IOException {
    try (SSLSocket socket = connect()) {
      send(socket, request("/api", "Origin: http://localhost:" + server.port() + "\r\n"));
      assertThat(TestServer.head(socket.getInputStream())).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void bothStreamsAreServed() throws IOException {
    try (SSLSocket events = connect();
        SSLSocket frames = connect()) {
      send(events, request("/api/stream"));
      assertThat(TestServer.head(events.getInputStream())).startsWith("HTTP/1.1 200 ");
      assertThat(new String(events.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
          .isEqualTo("id:");
      send(
          frames,
          request(
              "/ws/metrics",
              "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
      assertThat(TestServer.head(frames.getInputStream())).startsWith("HTTP/1.1 101 ");
      assertThat(frames.getInputStream().read()).isEqualTo(0x81);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.1", "TLSv1", "SSLv3"})
  void olderVersionsAreNotSpoken(String protocol) throws IOException {
    // The head of a client's greeting by hand: a JDK would refuse to send it.
    int minor = List.of("SSLv3", "TLSv1", "TLSv1.1").indexOf(protocol);
    byte[] random = new byte[32];
    byte[] hello = new byte[4 + 2 + 32 + 1 + 4 + 2];
    hello[0] = 1;
    hello[3] = (byte) (hello.length - 4);
    hello[4] = 3;
    hello[5] = (byte) minor;
    System.arraycopy(random, 0, hello, 6, 32);
    int at = 6 + 32 + 1;
    hello[at + 1] = 2;
    hello[at + 2] = (byte) 0xC0;
    hello[at + 3] = 0x13;
    hello[at + 4] = 1;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write(new byte[] {22, 3, (byte) minor, 0, (byte) hello.length});
      out.write(hello);
      out.flush();
      byte[] answer = socket.getInputStream().readAllBytes();
      // An alert (21), fatal (2): protocol_version (70); and the end.
      assertThat(answer).hasSize(7).startsWith(21, 3).endsWith(2, 70);
    }
    assertAnswers();
  }

  @Test
  void plainHttpIsNotSpoken() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      send(socket, request("/api"));
      assertThat(new String(rest(socket), StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
    }
    assertAnswers();
  }

  private static byte[] rest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException reset) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  @Test
  void aGreetingThatDoesNotComeIsCutAndHoldsNobodyUp() throws IOException {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      silent.setSoTimeout(20_000);
      assertAnswers();
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aGreetingThatTricklesIsCut() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertCutWhileTrickling(slow, 22);
    }
    assertAnswers();
  }

  @Test
  void aRequestThatTricklesIsCut() throws IOException {
    try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port());
        SSLSocket layered = over(raw)) {
      layered.startHandshake();
      assertCutWhileTrickling(raw, 23);
    }
  }

  /** A record of 16 KiB, of which a byte comes each 50 ms: no read of it ever times out. */
  private static void assertCutWhileTrickling(Socket raw, int type) throws IOException {
    OutputStream out = raw.getOutputStream();
    out.write(new byte[] {(byte) type, 3, 3, 0x40, 0});
    long deadline = System.nanoTime() + 30_000_000_000L;
    assertThatThrownBy(
            () -> {
              while (System.nanoTime() < deadline) {
                out.write(0);
                LockSupport.parkNanos(50_000_000);
              }
            })
        .isInstanceOf(IOException.class);
  }

  private static SSLSocket over(Socket raw) throws IOException {
    return (SSLSocket)
        client.getSocketFactory().createSocket(raw, "localhost", server.port(), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void theEndOfAConnectionIsSaidAndNotJustCut(String protocol) throws IOException {
    try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port());
        SSLSocket layered = over(raw)) {
      raw.setSoTimeout(5_000);
      layered.setEnabledProtocols(new String[] {protocol});
      send(layered, request("/api", "Connection: close\r\n"));
      assertThat(TestServer.head(layered.getInputStream())).startsWith("HTTP/1.1 200 ");
      // One more record, encrypted: the alert close_notify.
      assertThat(raw.getInputStream().readAllBytes()).hasSizeBetween(20, 40);
    }
  }

  private static void assertAnswers() throws IOException {
    try (SSLSocket socket = connect()) {
      send(socket, request("/api/status"));
      assertThat(TestServer.head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void withoutTheRightKeyStoreNothingIsServed() throws Exception {
    Path garbage = Files.write(directory.resolve("garbage.p12"), new byte[] {1, 2, 3});
    assertThat(trouble(settings(keys, "guessed")))
        .contains("keys.p12", "tls_password")
        .doesNotContain("guessed");
    assertThat(trouble(settings(garbage, PASSWORD))).contains("garbage.p12");
    assertThat(trouble(settings(directory.resolve("none.p12"), PASSWORD))).contains("none.p12");
    assertThat(trouble(settings(directory, PASSWORD))).contains("no file");
    assertThat(trouble(settings(trusted, PASSWORD))).contains("no private key");
    assertThat(trouble(TestServer.settings("localhost", Optional.of(keys), Optional.empty())))
        .contains("keys.p12");
  }

  private static String trouble(ListenerSettings settings) throws Exception {
    CompletableFuture<String> trouble = new CompletableFuture<>();
    try (MonitorServer unusable = TestServer.server(settings)) {
      unusable.start(url -> trouble.complete("serves at " + url), trouble::complete);
      String said = trouble.get(10, TimeUnit.SECONDS);
      assertThat(said).doesNotContain("serves at", PASSWORD, "\n");
      return said;
    }
  }

  @Test
  void whoDoesNotTrustTheCertificateIsToldNothing() {
    assertThatThrownBy(
            () -> {
              try (Socket socket =
                  SSLContext.getDefault()
                      .getSocketFactory()
                      .createSocket("localhost", server.port())) {
                send(socket, request("/api"));
              }
            })
        .isInstanceOf(SSLException.class);
  }
}
