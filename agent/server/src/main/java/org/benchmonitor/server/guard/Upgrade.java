package org.benchmonitor.server.guard;

import java.util.Base64;
import java.util.Locale;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.jspecify.annotations.Nullable;

/** Checks that a request may become a WebSocket, after RFC 6455, section 4.2.1. */
final class Upgrade {
  private Upgrade() {}

  /**
   * Checks the request.
   *
   * @throws HttpError saying what is missing
   */
  static void check(Request request) {
    if (!request.method().equals("GET")) {
      throw new HttpError(
          405,
          "method",
          "the method is " + request.method() + ", allowed is GET",
          "open a WebSocket");
    }
    if (!has(request, "upgrade", "websocket")
        || !has(request, "connection", "upgrade")
        || !"13".equals(request.header("sec-websocket-version"))) {
      throw new HttpError(
          426,
          "upgrade_required",
          "this path needs a WebSocket, version 13",
          "open it with new WebSocket(...), or read GET /api/stream");
    }
    if (!isKey(request.header("sec-websocket-key"))) {
      throw new HttpError(
          400, "bad_key", "Sec-WebSocket-Key is not 16 bytes in base64", "use a WebSocket client");
    }
  }

  private static boolean has(Request request, String header, String wanted) {
    String value = request.header(header);
    if (value != null) {
      for (String part : value.split(",", -1)) {
        if (part.trim().toLowerCase(Locale.ROOT).equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
