package org.benchmonitor.server.guard;

import java.time.Duration;

/**
 * The limits of one server.
 *
 * @param handlers threads that read requests or write streams
 * @param waiting connections that wait for such a thread
 * @param streams stream clients at once
 * @param idle how long a kept connection may be silent before its next request
 * @param header how long a head may take from its first byte
 * @param write how long a response, or one message of a stream, may take to be written
 * @param ping how often a stream client is asked whether it is there
 * @param queue messages that wait for one stream client
 */
public record Limits(
    int handlers,
    int waiting,
    int streams,
    Duration idle,
    Duration header,
    Duration write,
    Duration ping,
    int queue) {
  /** The longest head of a request in bytes; the library truncates at 8192. */
  static final int LONGEST_HEADER = 8000;

  static final int MOST_HEADERS = 64;
  static final int LONGEST_BODY = 64 * 1024;
  static final int LONGEST_FRAME = 4096;

  /** What a host's server takes on. */
  public static final Limits DEFAULT =
      new Limits(
          32,
          64,
          24,
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          64);
}
