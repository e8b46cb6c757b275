package org.benchmonitor.bench.whole;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP connection that does as little as a client can, so that the server's time is seen. */
final class RawClient implements Closeable {
  private static final int LONGEST_MILLIS = 10_000;

  private final String authority;
  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(URI base) throws IOException {
    authority = base.getAuthority();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LONGEST_MILLIS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()), LONGEST_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What an answer was like.
   *
   * @param firstNanos from the request to the first byte of the answer
   * @param inPieces whether the server made it while it sent it
   * @param keeps whether the server keeps the connection
   */
  record Answer(long firstNanos, long bodyBytes, boolean inPieces, boolean keeps) {}

  /** Asks, and reads the answer to its last byte. */
  Answer get(String path) throws IOException {
    long start = System.nanoTime();
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    in.mark(1);
    if (in.read() < 0) {
      throw new EOFException("the server closed the connection");
    }
    final long firstNanos = System.nanoTime() - start;
    in.reset();
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(path + " answers " + status);
    }
    long length = -1;
    boolean keeps = true;
    boolean inPieces = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring("content-length:".length()).trim());
      } else if (lower.startsWith("connection:")) {
        keeps = !lower.contains("close");
      } else if (lower.equals("transfer-encoding: chunked")) {
        inPieces = true;
      }
    }
    if (inPieces) {
      length = skipChunks();
    } else if (length < 0) {
      throw new IOException(path + " has no Content-Length");
    } else {
      in.skipNBytes(length);
    }
    return new Answer(firstNanos, length, inPieces, keeps);
  }

  /** Reads all chunks, and returns how long they are together. */
  private long skipChunks() throws IOException {
    long all = 0;
    while (true) {
      int length = Integer.parseInt(line(), 16);
      in.skipNBytes(length);
      line();
      if (length == 0) {
        return all;
      }
      all += length;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
