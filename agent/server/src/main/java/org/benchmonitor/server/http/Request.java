package org.benchmonitor.server.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request whose head has passed the guard.
 *
 * @param method such as GET, HEAD, POST or OPTIONS
 * @param path decoded, beginning with a slash
 * @param query parameters in order, decoded
 * @param headers by lower-case name
 */
public record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    Body body) {
  /** The bytes after the head; empty where there are none. */
  public static final class Body {
    /** No bytes. */
    public static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    public Body(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The bytes, which must not be changed. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** The value of a header, by its lower-case name. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
