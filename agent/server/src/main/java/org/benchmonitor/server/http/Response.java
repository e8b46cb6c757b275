package org.benchmonitor.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer; immutable, except for the bytes, which callers must not change. */
public final class Response {
  /** The type of JSON documents. */
  public static final String JSON = "application/json; charset=utf-8";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final @Nullable Content content;
  private final Map<String, String> headers;

  private Response(
      int status,
      String contentType,
      byte[] body,
      @Nullable Content content,
      Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.content = content;
    this.headers = headers;
  }

  /** A JSON document, given as UTF-8. */
  public static Response json(int status, byte[] utf8) {
    return of(status, JSON, utf8);
  }

  /** Bytes of another type. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, contentType, body, null, Map.of());
  }

  /** An answer whose body is made while it is sent, so that its length is not known before. */
  public static Response written(int status, String contentType, Content content) {
    return new Response(status, contentType, new byte[0], content, Map.of());
  }

  /** No content at all. */
  public static Response empty(int status) {
    return of(status, "text/plain; charset=utf-8", new byte[0]);
  }

  /** An error as the API gives it. */
  public static Response error(int status, String code, String message, String hint) {
    String json =
        "{\"error\":{\"code\":\""
            + escape(code)
            + "\",\"message\":\""
            + escape(message)
            + "\",\"hint\":\""
            + escape(hint)
            + "\"}}";
    return json(status, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Escapes all but plain ASCII: what is quoted here may come from a hostile request. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7F) {
        escaped.append(c);
      } else {
        String hex = Integer.toHexString(c);
        escaped.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      }
    }
    return escaped.toString();
  }

  /** The same with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, body, content, Map.copyOf(more));
  }

  /** The same without its body, for HEAD; one that is made while it is sent is not even begun. */
  public Response withoutBody() {
    Content nothing = content == null ? null : out -> {};
    return new Response(status, contentType, new byte[0], nothing, headers);
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  /** What makes the body while it is sent; null if {@link #body} is all of it. */
  public @Nullable Content content() {
    return content;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
