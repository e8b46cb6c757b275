package org.benchmonitor.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.setup.config.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");

  private final HostCheck check =
      new HostCheck(new ServerNames(false, LOOPBACK, 9090, LOOPBACK), Optional.empty());

  private static Request request(String host, String origin) {
    Map<String, String> headers = new HashMap<>();
    if (host != null) {
      headers.put("host", host);
    }
    if (origin != null) {
      headers.put("origin", origin);
    }
    return new Request("GET", "/", Map.of(), headers, Request.Body.NONE);
  }

  private static HostCheck of(String host, boolean secure, int port) {
    return new HostCheck(new ServerNames(secure, Set.of(host), port, Set.of()), Optional.empty());
  }

  private int refused(String host, String origin) {
    HttpError error =
        catchThrowableOfType(HttpError.class, () -> check.check(request(host, origin)));
    assertThat(error).as("refused: " + host + " " + origin).isNotNull();
    return error.toResponse().status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9090",
        "LOCALHOST:9090",
        "127.0.0.1:9090",
        "[::1]:9090",
        "[0:0::1]:9090",
        "localhost:8000",
        "127.0.0.1:1",
        "[::1]:65535",
        "localhost",
        "127.0.0.1",
        "[::1]"
      })
  void ownNamesAreLetIn(String host) {
    assertThatCode(() -> check.check(request(host, null))).doesNotThrowAnyException();
    assertThatCode(() -> check.check(request(host, "http://" + host))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, no-cors, image, /, false",
    "same-site, cors, empty, /api/status, false",
    "cross-site, navigate, iframe, /, false",
    "cross-site, navigate, document, /api/export, false",
    "cross-site, navigate, document, /, true",
    "same-origin, cors, empty, /api/status, true",
    "none, navigate, document, /api/status, true"
  })
  void whatBrowsersSayOfAForeignPageIsHeard(
      String site, String mode, String dest, String path, boolean letIn) {
    Map<String, String> headers =
        Map.of(
            "host",
            "localhost:9090",
            "sec-fetch-site",
            site,
            "sec-fetch-mode",
            mode,
            "sec-fetch-dest",
            dest);
    Request request = new Request("GET", path, Map.of(), headers, Request.Body.NONE);
    HttpError error = catchThrowableOfType(HttpError.class, () -> check.check(request));
    assertThat(error == null).isEqualTo(letIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:9090",
        "evil.example",
        "localhost.:9090",
        "127.0.0.1.:9090",
        "127.1:9090",
        "127.0.0.2:9090",
        "127.000.000.001:9090",
        "0177.0.0.1:9090",
        "0.0.0.0:9090",
        "[::]:9090",
        "[::1%25lo]:9090",
        "[::1]evil.example:9090",
        "[::1].evil.example",
        "localhost@evil.example:9090",
        "evil.example#localhost:9090",
        "evil.example,localhost:9090",
        "localhost, evil.example",
        "localhost:9090,evil.example",
        "lоcalhost:9090",
        "localhost%00:9090",
        "localhost:",
        "localhost:-1",
        "localhost:0x2382",
        "localhost:90909090909",
        "localhost:+9090",
        "localhost:9090:9090",
        "localhost.evil.example:9090",
        "127.0.0.1.evil.example:9090",
        "user@localhost:9090",
        "localhost:9090/",
        "[::1",
        "]:9090",
        ":9090",
        "::1:9090",
        " ",
        "0x7f.1:9090",
        "2130706433:9090",
        "[localhost]:9090",
        "[abc]:9090",
        "[::1%lo]:9090",
        "[::ffff:127.0.0.1]:9090",
        "[[::1]]:9090",
        "localhost:65536",
        "localhost\t:9090",
        "[]:9090"
      })
  void foreignAndMalformedHostsAreForbidden(String host) {
    assertThat(refused(host, null)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "http://evil.example",
        "http://evil.example:9090",
        "https://localhost:9090",
        "http://localhost",
        "http://localhost:9091",
        "http://localhost:3000",
        "http://localhost.:9090",
        "http://user@localhost:9090",
        "ws://localhost:9090",
        "http://127.0.0.1:9090",
        "http://[::1]:9090",
        "http://localhost:9090 http://evil.example",
        "http://localhost:9090.evil.example",
        "http://localhost:9090/",
        "localhost:9090",
        "http://",
        "file://"
      })
  void foreignOriginsAreForbidden(String origin) {
    assertThat(refused("localhost:9090", origin)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8000, http://localhost:9090",
    "localhost:8000, http://localhost:3000",
    "localhost:8000, http://127.0.0.1:8000",
    "localhost, http://localhost:9090",
    "localhost, https://localhost",
    "localhost:443, https://localhost",
    "[::1]:8000, http://localhost:8000",
    "[::1]:8000, http://[::1]:9090"
  })
  void behindAForwardedPortOnlyItsOwnPageIsLetIn(String host, String origin) {
    assertThat(refused(host, origin)).isEqualTo(403);
    assertThatCode(() -> check.check(request(host, "http://" + host))).doesNotThrowAnyException();
  }

  @Test
  void offLoopbackThePortIsTheServersOwn() {
    HostCheck open =
        new HostCheck(
            new ServerNames(false, Set.of("localhost", "bench"), 9090, Set.of()), Optional.empty());
    assertThat(open.check(request("bench:9090", "http://bench:9090"))).isFalse();
    for (String host : List.of("bench:9091", "bench", "localhost:8000", "localhost")) {
      assertThatThrownBy(() -> open.check(request(host, null))).isInstanceOf(HttpError.class);
    }
  }

  private static HostCheck publishedAs(String authority, boolean secure) {
    return new HostCheck(
        new ServerNames(false, LOOPBACK, 9090, LOOPBACK),
        ServerNames.of(new PublicUrl(secure, authority)));
  }

  @Test
  void thePublicUrlIsOneMoreNameAndIsToldFromTheOthers() {
    HostCheck published = publishedAs("bench.example", true);
    for (String host : List.of("bench.example", "bench.example:443", "BENCH.example")) {
      assertThat(published.check(request(host, null))).as(host).isTrue();
      assertThat(published.check(request(host, "https://bench.example"))).as(host).isTrue();
    }
    assertThat(published.check(request("localhost:9090", "http://localhost:9090"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bench.example:80, -",
        "bench.example:9090, -",
        "bench.example., -",
        "evil.bench.example, -",
        "bench.example.evil, -",
        "user@bench.example, -",
        "bench.example, http://bench.example",
        "bench.example, https://bench.example:8443",
        "bench.example, https://evil.example",
        "bench.example, http://localhost:9090",
        "bench.example, null",
        "localhost:9090, https://bench.example"
      })
  void nothingElseIsThePublicUrl(String host, String origin) {
    HostCheck published = publishedAs("bench.example", true);
    assertThatThrownBy(() -> published.check(request(host, origin))).isInstanceOf(HttpError.class);
  }

  @Test
  void aPublicUrlOnLoopbackIsStillThePublicOne() {
    HostCheck published = publishedAs("localhost:8443", true);
    assertThat(published.check(request("localhost:8443", "https://localhost:8443"))).isTrue();
    assertThat(published.check(request("localhost:8443", "http://localhost:8443"))).isTrue();
    assertThat(published.check(request("localhost:8444", "http://localhost:8444"))).isFalse();
    assertThatThrownBy(() -> published.check(request("localhost:8444", "https://localhost:8444")))
        .isInstanceOf(HttpError.class);
  }

  @Test
  void theDefaultPortOfTheSchemeMayBeLeftOut() {
    HostCheck plain = of("bench", false, 80);
    HostCheck secure = of("bench", true, 443);
    for (String host : List.of("bench", "bench:80")) {
      assertThatCode(() -> plain.check(request(host, "http://bench"))).doesNotThrowAnyException();
    }
    for (String host : List.of("bench", "bench:443")) {
      assertThatCode(() -> secure.check(request(host, "https://bench"))).doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> secure.check(request("bench", "http://bench")))
        .isInstanceOf(HttpError.class);
    assertThatThrownBy(() -> secure.check(request("bench:80", null))).isInstanceOf(HttpError.class);
  }

  @Test
  void withoutAHostThereIsNoAnswer() {
    assertThat(refused(null, null)).isEqualTo(400);
    assertThat(refused("", null)).isEqualTo(400);
  }
}
