package org.benchmonitor.server.guard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.benchmonitor.server.http.Response;

/** Answers that bypass the library: to requests that it must not see, and streams. */
final class Wire {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(204, "No Content"),
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(426, "Upgrade Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private Wire() {}

  static String reason(int status) {
    return REASONS.getOrDefault(status, "Status");
  }

  /** Writes a whole answer, after which the connection is closed. */
  static void write(OutputStream out, Response response) throws IOException {
    writeHead(out, response, true);
    out.write(response.body());
    out.flush();
  }

  static void writeHead(OutputStream out, Response response, boolean withLength)
      throws IOException {
    StringBuilder head = begin(response);
    if (withLength) {
      head.append("Content-Length: ").append(response.body().length).append("\r\n");
    }
    out.write(end(head, false));
  }

  /** The head of an answer that is made while it is sent. */
  static byte[] head(Response response, boolean chunks, boolean keepsConnection) {
    StringBuilder head = begin(response);
    head.append("Date: ").append(DATE.format(Instant.now())).append("\r\n");
    if (chunks) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    return end(head, keepsConnection);
  }

  private static StringBuilder begin(Response response) {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(response.status()).append(' ');
    head.append(reason(response.status())).append("\r\n");
    head.append("Content-Type: ").append(response.contentType()).append("\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head;
  }

  private static byte[] end(StringBuilder head, boolean keepsConnection) {
    head.append("Connection: ").append(keepsConnection ? "keep-alive" : "close");
    head.append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
