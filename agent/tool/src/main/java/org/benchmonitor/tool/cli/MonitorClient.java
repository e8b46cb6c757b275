package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API of one monitor, called with the control token. Blocks up to the timeout.
 *
 * <p>Uses the HTTP client of {@code java.base}, which is in every Java runtime.
 */
final class MonitorClient {
  private static final int MOST_BYTES = 16 << 20;

  private final RegistryEntry entry;
  private final Duration timeout;

  MonitorClient(RegistryEntry entry, Duration timeout) {
    this.entry = entry;
    this.timeout = timeout;
  }

  /**
   * The document of an endpoint.
   *
   * @throws Failure if there is none
   */
  ObjectNode get(String path) {
    return send("GET", path, null, MonitorClient::document);
  }

  /**
   * The file that an endpoint answers with.
   *
   * @throws Failure if there is none
   */
  byte[] file(String path) {
    return send("GET", path, null, MonitorClient::whole);
  }

  /**
   * Asks for a change, in the name of the command line.
   *
   * @throws Failure if it is refused
   */
  ObjectNode post(String path, ObjectNode body) {
    body.put("by", "cli");
    return send("POST", path, body, MonitorClient::document);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether nobody listens there any more. */
  boolean isGone() {
    URI url = URI.create(entry.url());
    // No request: whoever has taken the port meanwhile must not be sent the token.
    try (Socket probe = new Socket(Proxy.NO_PROXY)) {
      probe.connect(new InetSocketAddress(url.getHost(), url.getPort()), (int) timeout.toMillis());
      return false;
    } catch (ConnectException nobody) {
      return true;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Takes what a request was answered with. */
  private interface Answer<T> {
    T of(HttpURLConnection connection) throws IOException;
  }

  private <T> T send(String method, String path, @Nullable ObjectNode body, Answer<T> answer) {
    try {
      HttpURLConnection connection = open(path);
      connection.setRequestMethod(method);
      if (body != null) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(Json.bytes(body));
        }
      }
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_ACCEPTED) {
        return answer.of(connection);
      }
      throw refused(status, document(connection).path("error"));
    } catch (ConnectException nobody) {
      throw new Failure(
          ExitCode.NOT_MONITORED,
          "nothing answers at " + entry.url(),
          "the monitor may just have ended");
    } catch (SocketTimeoutException late) {
      throw new Failure(
          ExitCode.TIMED_OUT, entry.url() + " does not answer", "the process may be stopped");
    } catch (IOException broken) {
      throw new Failure(
          ExitCode.FAILED, entry.url() + " closed the connection: " + broken.getMessage(), "");
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(entry.url()).resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "application/json");
    if (!entry.token().text().isEmpty()) {
      connection.setRequestProperty("Authorization", "Bearer " + entry.token().text());
    }
    return connection;
  }

  private static ObjectNode document(HttpURLConnection connection) throws IOException {
    try (InputStream in =
        connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream()) {
      byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES);
      JsonNode node = Json.read(bytes);
      return node instanceof ObjectNode object ? object : object();
    } catch (JacksonException notJson) {
      throw new IOException("its answer is not JSON", notJson);
    }
  }

  private static byte[] whole(HttpURLConnection connection) throws IOException {
    long length = connection.getContentLengthLong();
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      if (length >= 0 && bytes.length != length) {
        throw new IOException("its answer has " + bytes.length + " of " + length + " bytes");
      }
      return bytes;
    }
  }

  private static Failure refused(int status, JsonNode error) {
    String message = error.path("message").asString("the monitor answered " + status);
    String hint = error.path("hint").asString("");
    ExitCode exit =
        switch (status) {
          case 400 -> ExitCode.WRONG_WORDS;
          case 401, 403 -> ExitCode.NOT_ALLOWED;
          case 409 -> ExitCode.NOT_NOW;
          default -> ExitCode.FAILED;
        };
    return new Failure(exit, message, hint);
  }
}
