package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Exports of a run that has ended, which are made in pieces while they are sent. */
class ExportIT {
  private static final String[] OPTIONS = {
    "op=name={0}=Exported#named", "session=Exported#run", "metrics_interval=100ms"
  };
  private static final String MILLIS = "3500";
  private static final int CLIENTS = 8;

  private static Host ended(int version) {
    Host host =
        Host.on(Jdk.of(version))
            .agent(OPTIONS)
            .program(Programs.file("Exported.java").toString(), MILLIS)
            .start();
    Api api = host.api();
    Await.until(
        "the run is over",
        Duration.ofSeconds(60),
        () -> api.get("/api/status").get("status").asString().equals("completed"));
    return host;
  }

  private static String export(Api api, String query) {
    HttpResponse<String> response = api.send("/api/export?" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    return response.body();
  }

  /** The start of each interval; with the end of the last one behind. */
  private static List<Instant> bounds(JsonNode points) {
    List<Instant> bounds = new ArrayList<>();
    points.forEach(point -> bounds.add(Instant.parse(point.get("timestamp").asString())));
    double seconds = points.get(points.size() - 1).get("duration_seconds").asDouble();
    bounds.add(bounds.get(bounds.size() - 1).plusNanos((long) (seconds * 1e9)));
    return bounds;
  }

  private static String body(String file, String format) {
    if (format.equals("csv")) {
      return file.substring(file.indexOf('\n') + 1);
    }
    // Of an interval without calls there is nothing but the head.
    int first = file.indexOf("Tag=");
    return first < 0 ? "" : file.substring(first);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aLargeFileIsTheSumOfThoseOfItsIntervals(int version) throws IOException {
    try (Host host = ended(version)) {
      Api api = host.api();
      JsonNode points = Api.read(export(api, "format=json")).get("timeline").get("data_points");
      assertThat(points.size()).isGreaterThan(25);
      List<Instant> bounds = bounds(points);
      for (String format : List.of("csv", "hlog")) {
        StringBuilder sum = new StringBuilder();
        for (int i = 0; i + 1 < bounds.size(); i++) {
          String part =
              export(
                  api,
                  "format="
                      + format
                      + "&from="
                      + bounds.get(i)
                      + "&to="
                      // The bounds are cut to milliseconds.
                      + bounds.get(i + 1).plusMillis(1));
          sum.append(body(part, format));
        }
        String whole = export(api, "format=" + format);
        assertThat(body(whole, format)).as(format).isEqualTo(sum.toString());
        assertThat(whole).hasSizeGreaterThan(100_000).isEqualTo(asOldClient(api, format));
      }
    }
  }

  /** What a client gets that knows no chunks. */
  private static String asOldClient(Api api, String format) throws IOException {
    try (Socket socket = asking(api, format, "HTTP/1.0")) {
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static Socket asking(Api api, String format, String version) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.base().getPort());
    socket.setSoTimeout(20_000);
    String request =
        "GET /api/export?format="
            + format
            + " "
            + version
            + "\r\nHost: localhost:"
            + api.base().getPort()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theDocumentIsThatOfTheEndpoints(int version) {
    try (Host host = ended(version)) {
      Api api = host.api();
      JsonNode export = Api.read(export(api, "format=json"));
      JsonNode points = export.get("timeline").get("data_points");
      String range = "?from=" + points.get(0).get("timestamp").asString();
      assertThat(export.get("metrics")).isEqualTo(api.get("/api/metrics" + range));
      assertThat(export.get("range")).isEqualTo(export.get("metrics").get("range"));
      assertThat(points)
          .isEqualTo(api.get("/api/metrics/timeline" + range + "&interval=0.1").get("data_points"));
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void clientsThatLeaveMidwayLeaveTheTurnToOthers(int version) throws IOException {
    try (Host host = ended(version)) {
      Api api = host.api();
      for (int i = 0; i < CLIENTS; i++) {
        try (Socket leaving = asking(api, "json", "HTTP/1.1")) {
          assertThat(leaving.getInputStream().readNBytes(12))
              .isEqualTo("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        }
      }
      assertThat(Api.read(export(api, "format=json")).get("status").get("status").asString())
          .isEqualTo("completed");
    }
  }
}
