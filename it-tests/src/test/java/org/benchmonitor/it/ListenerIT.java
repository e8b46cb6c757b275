package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who comes in, with the real jar: tokens, other addresses, TLS, and pages of others. */
class ListenerIT {
  private static final Jdk JDK = Jdk.of(25);
  private static final String READ_ONLY = "a-token-to-read-with";
  static final String PASSWORD = "key store password";

  private static Host.Builder sampleRunner(String duration) {
    return Host.on(JDK).sampleRunner("--workers=2", "--rate=200", "--duration=" + duration);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void tokensAreInNothingButThePrintedAddress(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport("token_readonly=" + READ_ONLY, "log_level=debug"))
            .sampleRunner("--workers=2", "--rate=200", "--duration=100s")
            .start()) {
      Api api = host.api();
      assertThat(api.token()).hasSize(32);
      List<String> said = new ArrayList<>();
      for (JsonNode endpoint : api.get("/api").get("endpoints")) {
        String path = endpoint.get("path").asString();
        if (endpoint.get("method").asString().equals("GET")
            && !List.of("/api/stream", "/ws/metrics").contains(path)) {
          HttpResponse<String> answer = api.send(path);
          assertThat(answer.statusCode()).as(path).isEqualTo(200);
          said.add(answer + answer.body());
        }
      }
      assertThat(said).hasSizeGreaterThan(10);
      said.add(api.send("/nothing?token=" + api.token()).body());
      said.add(api.post("/api/status", "{}").body());
      said.add(properties(host, version));
      host.terminate();
      host.awaitExit();
      said.add(host.stdout());
      said.add(Files.readString(host.directory().resolve("report.json")));
      assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(api.token(), READ_ONLY));
      assertThat(host.stderr().lines().filter(line -> line.contains(api.token())))
          .singleElement()
          .isEqualTo("[monitor] " + api.base() + "#token=" + api.token());
      assertThat(host.stderr()).doesNotContain(READ_ONLY);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aTokenThatWasGivenIsPrintedNowhere(int version) throws IOException {
    String given = "chosen-by-somebody";
    Jdk jdk = Jdk.of(version);
    try (Host host =
        sampleRunner("60s")
            .environment("BENCH_MONITOR_TOKEN", given)
            .agent(Runs.concat(Runs.OPERATIONS, "log_level=debug"))
            .start()) {
      Api api = host.api();
      assertThat(api.token()).isEmpty();
      assertThat(post(api, "Bearer " + given)).isEqualTo(405);
      Path registry = host.directory().resolve("registry");
      String pid = Long.toString(host.pid());
      List<String> said = new ArrayList<>();
      said.add(Cli.run(jdk, registry, "list").exits(0).toString());
      said.add(Cli.run(jdk, registry, "status", pid).exits(0).toString());
      Cli opened = Cli.run(jdk, registry, "open", pid).exits(0);
      assertThat(opened.stdout()).isEqualTo(api.base() + "\n");
      Cli second = Cli.run(jdk, registry, "attach", pid, "op=a.B#c").exits(6);
      assertThat(second.stdout()).isEqualTo(api.base() + "\n");
      assertThat(Cli.run(jdk, registry, "pause", pid).exits(0).stdout()).contains("paused");
      said.add(opened + " " + second);
      said.add(api.send("/api/status").body() + api.send("/api/logs?limit=1000").body());
      said.add(properties(host, version));
      said.add(host.stdout() + host.stderr());
      assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(given));
      assertThat(host.stderr()).isEqualTo("[monitor] " + api.base() + System.lineSeparator());
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void variablesOfOtherProductsAreNotHeard(int version) {
    String foreign = "secret-of-another-product";
    try (Host host =
        Host.on(Jdk.of(version))
            .environment("MONITOR_PORT", "tcp://192.0.2.7:80")
            .environment("MONITOR_PORT_80_TCP_ADDR", "192.0.2.7")
            .environment("MONITOR_TOKEN", foreign)
            .environment("MONITOR_ENABLED", "false")
            .environment("MONITOR_SESSION_ID", "of-another-product")
            .environment("BENCH_MONITOR_PORT", "tcp://192.0.2.7:9090")
            .environment("BENCH_MONITOR_SERVICE_HOST", "192.0.2.7")
            .environment("BENCH_MONITOR_SERVICE_PORT_HTTP", "9090")
            .environment("BENCH_MONITOR_PORT_9090_TCP_PROTO", "tcp")
            .environment("BENCH_MONITOR_SCENARIO", "of the environment")
            .environment("BENCH_MONITOR_SESSION_ID", "of-the-environment")
            .jvm("-Dmonitor.session_id=of-the-property")
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=1", "--duration=20s")
            .start()) {
      Api api = host.api();
      JsonNode status = api.get("/api/status");
      assertThat(status.get("session_id").asString()).isEqualTo("of-the-property");
      assertThat(status.get("config").get("scenario").asString()).isEqualTo("of the environment");
      assertThat(post(api, "Bearer " + foreign)).isEqualTo(401);
      assertThat(post(api, "Bearer " + api.token())).isEqualTo(405);
      assertThat(host.stderr().lines()).hasSize(1);
    }
  }

  /** The system properties of the host, as any of its code can read them. */
  private static String properties(Host host, int version) throws IOException {
    Path jcmd = Jdk.of(version).java().resolveSibling("jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(host.pid()), "VM.system_properties")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains("org.benchmonitor.url=");
    return said;
  }

  @Test
  void aControlNeedsTheControlToken() {
    try (Host host =
        sampleRunner("60s")
            .agent(Runs.concat(Runs.OPERATIONS, "token_readonly=" + READ_ONLY))
            .start()) {
      Api api = host.api();
      assertThat(post(api, "")).isEqualTo(401);
      assertThat(post(api, "Bearer guessed-by-someone")).isEqualTo(401);
      assertThat(post(api, "Bearer " + READ_ONLY)).isEqualTo(403);
      // Let in, and there is nothing to be posted to.
      assertThat(api.post("/api/status", "{}").statusCode()).isEqualTo(405);
      assertThat(api.get("/api/status").get("warnings")).isEmpty();
    }
  }

  private static int post(Api api, String authorization) {
    HttpRequest.Builder request =
        api.request("/api/status")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return api.send(request.build()).statusCode();
  }

  @Test
  void offLoopbackEverythingButThePageNeedsAToken() {
    try (Host host =
        sampleRunner("60s")
            .agentWithExactly(
                String.join(",", Runs.OPERATIONS)
                    + ",address=0.0.0.0:0,token_readonly="
                    + READ_ONLY)
            .start()) {
      Api api = host.api();
      for (String path : List.of("/api", "/api/status", "/api/stream", "/ws/metrics", "/none")) {
        assertThat(api.send(path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(api.send("/").statusCode()).isEqualTo(200);
      for (String token : List.of(api.token(), READ_ONLY)) {
        HttpRequest request =
            api.request("/api/status").header("Authorization", "Bearer " + token).build();
        assertThat(api.send(request).body()).contains("The monitor is open to the network");
      }
      Await.until(
          "the warning on stderr",
          Duration.ofSeconds(10),
          () -> host.stderr().contains("[monitor] warning: The monitor is open to the network"));
    }
  }

  @Test
  void withAKeyStoreThePageIsServedOverTls(@TempDir Path directory) throws Exception {
    Path keys = keyStore(directory);
    // A host that has allowed itself what the JDK no longer does.
    Path lax = Files.writeString(directory.resolve("lax"), "jdk.tls.disabledAlgorithms=\n");
    try (Host host =
        sampleRunner("60s")
            .jvm("-Dmonitor.tls_password=" + PASSWORD, "-Djava.security.properties=" + lax)
            .agent(Runs.concat(Runs.OPERATIONS, "tls=" + keys))
            .start()) {
      URI base = host.api().base();
      assertThat(base.getScheme()).isEqualTo("https");
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
      HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/status")).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      URI plain = URI.create("http://localhost:" + base.getPort() + "/api/status");
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(plain).timeout(Duration.ofSeconds(10)).build(),
                      HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      assertThat(answerToOldGreeting(base.getPort())).startsWith(21, 3).endsWith(2, 70);
    }
  }

  /** What is answered to TLS 1.1; an alert that ends in 70 says that the version is not spoken. */
  private static byte[] answerToOldGreeting(int port) throws IOException {
    byte[] record = new byte[5 + 45];
    byte[] start = {22, 3, 2, 0, 45, 1, 0, 0, 41, 3, 2};
    byte[] suite = {0, 2, (byte) 0xC0, 9, 1};
    System.arraycopy(start, 0, record, 0, start.length);
    System.arraycopy(suite, 0, record, record.length - suite.length - 1, suite.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(record);
      return socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void withoutTheRightPasswordTheProgramRunsOnWithoutAPage(@TempDir Path directory)
      throws Exception {
    try (Host host =
        sampleRunner("2s")
            .jvm("-Dmonitor.tls_password=guessed")
            .agent(Runs.withReport("tls=" + keyStore(directory)))
            .run()) {
      assertThat(host.awaitExit()).isZero();
      assertThat(host.stderr().lines())
          .singleElement()
          .asString()
          .startsWith("[monitor] the program runs on without a page: the key store tls=")
          .doesNotContain("guessed", "http");
      assertThat(Runs.report(host).get("metrics").get("total").get("operations").asInt())
          .isPositive();
    }
  }

  static Path keyStore(Path directory) throws IOException, InterruptedException {
    Path keys = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                JDK.java().resolveSibling("keytool").toString(),
                "-genkeypair",
                "-alias",
                "monitor",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return keys;
  }

  static SSLContext serving(Path keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }

  static SSLContext trusting(Path keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "monitor",
        KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("monitor"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aPageOfSomeoneElseGetsNothing() throws IOException, InterruptedException {
    String operations = String.join(",", Runs.OPERATIONS);
    String[] published = Runs.concat(Runs.OPERATIONS, "public_url=http://published.example");
    try (Host host = sampleRunner("100s").agent(published).start();
        Host open =
            sampleRunner("100s").agentWithExactly(operations + ",address=0.0.0.0:0").start()) {
      Browser.on(host)
          .with(
              Map.of(
                  "MONITOR_TOKEN", host.api().token(),
                  "OPEN_URL", open.api().base().toString(),
                  "OPEN_TOKEN", open.api().token()))
          .passes("listener.test.mjs", 13, Duration.ofSeconds(90));
    }
  }
}
