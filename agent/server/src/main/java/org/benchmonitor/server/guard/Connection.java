package org.benchmonitor.server.guard;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One accepted socket with its deadlines, and with TLS over it where the server has a key.
 *
 * <p>Used by its handler's thread. The watchdog calls {@link #closeIfLate}; any thread may call
 * {@link #close}, which ends the read or write that the handler is in. Both close the accepted
 * socket, because closing the TLS socket would wait for a write that hangs.
 */
final class Connection {
  private static final int BUFFER = 16 * 1024;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final Socket accepted;
  private final Optional<SSLContext> tls;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private final long acceptedNanos = System.nanoTime();
  private volatile long deadlineNanos;
  private volatile boolean bounded;
  private volatile boolean idle = true;

  Connection(Socket accepted, Optional<SSLContext> tls) throws IOException {
    this.accepted = accepted;
    this.tls = tls;
    this.socket = accepted;
    accepted.setTcpNoDelay(true);
    this.in = accepted.getInputStream();
    this.out = buffered(accepted);
  }

  private static OutputStream buffered(Socket socket) throws IOException {
    return new BufferedOutputStream(new WholeWrites(socket.getOutputStream()), BUFFER);
  }

  /**
   * Agrees with the client on keys, if there is TLS; never called by the accept thread, whose
   * clients would all wait for the slowest.
   */
  void secure(Duration within) throws IOException {
    if (tls.isEmpty()) {
      return;
    }
    bound(within);
    SSLSocket secured =
        (SSLSocket)
            tls.get()
                .getSocketFactory()
                .createSocket(
                    accepted, client().getHostAddress(), accepted.getPort(), /* autoClose= */ true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(PROTOCOLS);
    secured.startHandshake();
    unbound();
    socket = secured;
    in = secured.getInputStream();
    out = buffered(secured);
  }

  /** Where the client is. */
  InetAddress client() {
    return accepted.getInetAddress();
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

  boolean isBound() {
    return bounded;
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
    if (tls.isEmpty()) {
      return in.read();
    }
    // The timeout is for each part of a TLS record, of which a client may send very many.
    bound(within);
    try {
      return in.read();
    } finally {
      unbound();
    }
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
    return accepted.isClosed();
  }

  void close() {
    try {
      accepted.close();
    } catch (IOException alreadyGone) {
      // Closed is all that it should be.
    }
  }

  /**
   * Whether any close from now on, the end of the process too, is an error for the client and not
   * the end of what it has been sent.
   */
  void breakOnClose(boolean breaks) throws SocketException {
    accepted.setSoLinger(breaks, 0);
  }

  /** Closes it so that the client sees an error, and not the end of what it has been sent. */
  void breakOff() {
    try {
      breakOnClose(true);
    } catch (IOException alreadyGone) {
      // Then it is closed, which is what is wanted.
    }
    close();
  }

  /** Tells a TLS client that what it has is all, and not cut off by someone on the way. */
  void sayEnd(Duration within) throws IOException {
    if (tls.isPresent() && !isClosed()) {
      bound(within);
      socket.shutdownOutput();
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
