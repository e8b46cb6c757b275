package org.benchmonitor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private final HostCheck check =
      new HostCheck(false, Set.of("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]"), 9090);

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
        "[0:0::1]:9090"
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
        "localhost",
        "localhost:9091",
        "localhost:",
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
        "http://127.0.0.1:9090",
        "http://localhost:9090.evil.example",
        "http://localhost:9090/",
        "localhost:9090",
        "http://",
        "file://"
      })
  void foreignOriginsAreForbidden(String origin) {
    assertThat(refused("localhost:9090", origin)).isEqualTo(403);
  }

  @Test
  void theDefaultPortOfTheSchemeMayBeLeftOut() {
    HostCheck plain = new HostCheck(false, Set.of("bench"), 80);
    HostCheck secure = new HostCheck(true, Set.of("bench"), 443);
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
