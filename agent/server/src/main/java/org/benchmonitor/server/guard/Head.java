package org.benchmonitor.server.guard;

import org.benchmonitor.server.http.Request;

/**
 * The head of a request, checked.
 *
 * @param request without its body
 * @param bytes as they came, for the library
 * @param contentLength 0 if there is none
 * @param keepAlive whether the client wants to ask again
 * @param knowsChunks whether the client takes a body in chunks: from HTTP/1.1 on
 */
record Head(Request request, Raw bytes, int contentLength, boolean keepAlive, boolean knowsChunks) {
  /** The bytes as they came, up to and with the blank line. */
  static final class Raw {
    private final byte[] bytes;

    Raw(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
