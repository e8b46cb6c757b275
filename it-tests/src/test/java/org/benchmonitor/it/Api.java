package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one monitor's API. */
final class Api {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String TOKEN = "token=";

  private final URI base;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** The one at a URL as the monitor prints it: its fragment holds the token, if it made it. */
  static Api printedAs(URI url) {
    String fragment = url.getFragment();
    if (fragment == null) {
      return new Api(url, "");
    }
    assertThat(fragment).as("the fragment of the URL that was printed").startsWith(TOKEN);
    return new Api(url.resolve("/"), fragment.substring(TOKEN.length()));
  }

  URI base() {
    return base;
  }

  /** The control token. */
  String token() {
    return token;
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> send(String path) {
    return send(request(path).build());
  }

  /** Posts JSON with the control token. */
  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** The document that a post must be answered with. */
  JsonNode posted(String path, String json) {
    HttpResponse<String> response = post(path, json);
    assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** A request for this monitor, yet without a token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The document of an endpoint that must answer 200. */
  JsonNode get(String path) {
    HttpResponse<String> response = send(path);
    assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  static JsonNode read(Path file) {
    return JSON.readTree(file);
  }
}
