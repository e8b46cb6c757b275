package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one host's monitor. */
final class MonitorApi {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  MonitorApi(URI base) {
    this.base = base;
  }

  URI base() {
    return base;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  /** Posts an empty body, to an endpoint that must take it. */
  void post(String path, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answers " + response.statusCode());
    }
  }

  /** The paths of all GET endpoints that answer once, by the API's own list. */
  List<String> endpoints() throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    for (JsonNode endpoint : get("/api").get("endpoints")) {
      String path = endpoint.get("path").asString();
      boolean streams = path.startsWith("/ws/") || path.endsWith("/stream");
      if (endpoint.get("method").asString().equals("GET") && !streams) {
        paths.add(path);
      }
    }
    return paths;
  }

  /** Receives everything that an open page receives, and counts the messages. */
  static final class Page implements WebSocket.Listener {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong helloLength = new AtomicLong();

    long messages() {
      return messages.get();
    }

    /** The characters, which are bytes, of the first message. */
    long helloLength() {
      return helloLength.get();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (messages.get() == 0) {
        helloLength.addAndGet(text.length());
      }
      if (last) {
        messages.incrementAndGet();
      }
      socket.request(1);
      return null;
    }
  }

  WebSocket open(Page page) {
    URI uri = URI.create("ws://" + base.getAuthority() + "/ws/metrics");
    return client.newWebSocketBuilder().buildAsync(uri, page).join();
  }
}
