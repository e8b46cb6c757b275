package org.benchmonitor.server.guard;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One accepted socket with its deadlines.
 *
 * <p>Used by its handler's thread; {@link #closeIfLate} is called by the watchdog and {@link
 * #close} by any thread, which ends whatever read or write the handler is in.
 */
final class Connection {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long acceptedNanos = System.nanoTime();
  private volatile long deadlineNanos;
  private volatile boolean bounded;
  private volatile boolean idle = true;

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.out = new BufferedOutputStream(new WholeWrites(socket.getOutputStream()), BUFFER);
  }

  /** Passes arrays on whole; FilterOutputStream would write them byte by byte. */
  private static final class WholeWrites extends FilterOutputStream {
    WholeWrites(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Everything up to {@link #unbound} must be done within this time, or the socket is closed. */
  void bound(Duration within) {
    deadlineNanos = System.nanoTime() + within.toNanos();
    bounded = true;
  }

  void unbound() {
    bounded = false;
  }

  void closeIfLate(long nowNanos) {
    if (bounded && nowNanos - deadlineNanos > 0) {
      close();
    }
  }

  /** Reads one byte, waiting at most so long; -1 at the end of the stream. */
  int read(Duration within) throws IOException {
    long left = within.toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("too late");
    }
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
    return in.read();
  }

  void readTimeout(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
  }

  /** Whether the handler waits for a request that may never come. */
  boolean isIdle() {
    return idle;
  }

  void setIdle(boolean nowIdle) {
    idle = nowIdle;
  }

  long acceptedNanos() {
    return acceptedNanos;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closed is all that it should be.
    }
  }

  /** Ends the writing side first, so that the client can read the answer to its bad request. */
  void closeGently() {
    try {
      out.flush();
      socket.shutdownOutput();
      socket.setSoTimeout(200);
      long deadline = System.nanoTime() + 500_000_000L;
      byte[] rest = new byte[4096];
      while (System.nanoTime() < deadline && in.read(rest) >= 0) {
        // Unread bytes would turn the close into a reset that overtakes the answer.
      }
    } catch (IOException alreadyGone) {
      // The client did not wait for it.
    } finally {
      close();
    }
  }
}
