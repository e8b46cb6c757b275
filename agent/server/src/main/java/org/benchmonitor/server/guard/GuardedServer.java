package org.benchmonitor.server.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.http.WebApplication;

/**
 * A server on one port of one or more addresses of this machine; all its resources are bounded.
 *
 * <p>Started and closed by the agent's own threads. A watchdog of its own closes what is late and
 * restarts a listener whose accept thread has died.
 */
public final class GuardedServer implements AutoCloseable {
  private static final long WATCH_NANOS = 200_000_000;
  private static final long IDLE_WATCH_NANOS = 1_000_000_000;
  private static final int READ_TIMEOUT_MILLIS = 5_000;
  private static final long LONGEST_BACK_OFF_NANOS = 30_000_000_000L;

  private final Limits limits;
  private final WebApplication site;
  private final Optional<SSLContext> tls;
  private final Connections connections = new Connections();
  private final ThreadMaker threads;
  private final HandlerThreads handlers;
  private final AtomicInteger streams = new AtomicInteger();
  private final StreamQueues queues;
  private final List<Listener> listeners = new ArrayList<>();
  private volatile boolean whole = true;
  private volatile boolean closed;

  /**
   * One address: the library's server and the socket that it forgets to close when binding fails.
   */
  private static final class Listener {
    private final InetAddress address;
    private GuardedHttpd httpd;
    private ServerSocket socket;
    private long backOffNanos = WATCH_NANOS;
    private long nextTryNanos;

    private Listener(InetAddress address, GuardedHttpd httpd, ServerSocket socket) {
      this.address = address;
      this.httpd = httpd;
      this.socket = socket;
    }
  }

  /** Makes one without TLS. */
  public GuardedServer(Limits limits, WebApplication site, ThreadMaker threads) {
    this(limits, site, Optional.empty(), threads);
  }

  /** Makes one that, with a context, speaks TLS and nothing else. */
  public GuardedServer(
      Limits limits, WebApplication site, Optional<SSLContext> tls, ThreadMaker threads) {
    this.limits = limits;
    this.site = site;
    this.tls = tls;
    this.threads = threads;
    this.queues = new StreamQueues(limits.queue());
    this.handlers = new HandlerThreads(limits, connections, threads);
  }

  /**
   * Binds the first address, and each further one to the same port if it can be.
   *
   * @param port 0 to 65535; 0 is any free one
   * @return the port
   * @throws IOException if an address that the machine has cannot be bound to it, or if this has
   *     been closed
   */
  public synchronized int start(List<InetAddress> addresses, int port) throws IOException {
    if (port < 0 || port > 65_535) {
      // The library would try for ever.
      throw new IllegalArgumentException("port is " + port + ", allowed are 0 to 65535");
    }
    if (closed) {
      throw new IOException("it has been closed");
    }
    Listener first = listen(addresses.get(0), port);
    listeners.add(first);
    int bound = first.httpd.getListeningPort();
    for (InetAddress further : addresses.subList(1, addresses.size())) {
      try {
        listeners.add(listen(further, bound));
      } catch (IOException notBound) {
        if (NetworkInterface.getByInetAddress(further) != null) {
          // Another program has it, and would be sent what a browser sends to a name of both.
          throw notBound;
        }
        whole = false;
      }
    }
    threads.loop("monitor-http-watchdog", new Watching()).start();
    return bound;
  }

  private Listener listen(InetAddress address, int port) throws IOException {
    // A new server for each try: one whose bind failed believes for ever that it was started.
    GuardedHttpd httpd =
        new GuardedHttpd(
            address.getHostAddress(),
            port,
            limits,
            site,
            tls,
            connections,
            streams,
            queues,
            threads);
    ServerSocket socket = new PatientServerSocket();
    httpd.setServerSocketFactory(() -> socket);
    httpd.setAsyncRunner(handlers);
    try {
      httpd.start(READ_TIMEOUT_MILLIS, true);
      return new Listener(address, httpd, socket);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private final class Watching implements Loop {
    @Override
    public boolean isOver() {
      return closed;
    }

    @Override
    public void turn() {
      connections.closeLate();
      restartDead();
      Rest.nanos(connections.anyBound() ? WATCH_NANOS : IDLE_WATCH_NANOS);
    }
  }

  private synchronized void restartDead() {
    for (Listener listener : listeners) {
      long now = System.nanoTime();
      if (!closed && !listener.httpd.isAlive() && now - listener.nextTryNanos >= 0) {
        restart(listener, now);
      }
    }
  }

  private void restart(Listener listener, long now) {
    int port = listener.socket.getLocalPort();
    try {
      listener.socket.close();
      Listener again = listen(listener.address, port);
      listener.httpd = again.httpd;
      listener.socket = again.socket;
      listener.backOffNanos = WATCH_NANOS;
    } catch (IOException stillTaken) {
      listener.nextTryNanos = now + listener.backOffNanos;
      listener.backOffNanos = Math.min(LONGEST_BACK_OFF_NANOS, listener.backOffNanos * 2);
    }
  }

  /** Whether it listens at all the addresses; not so at ::1 on a machine without IPv6. */
  public boolean isWhole() {
    return whole;
  }

  /** Open connections. */
  public int connections() {
    return connections.size();
  }

  /** Connections that are handled or wait to be. */
  public int handlers() {
    return handlers.live();
  }

  /** Whether no answer is under way, streams apart. */
  public boolean isQuiet() {
    return connections.areAnswered();
  }

  /** Stream clients. */
  public int streams() {
    return streams.get();
  }

  /** Messages that slow stream clients missed. */
  public long dropped() {
    return queues.allDropped();
  }

  /** The bytes that wait for stream clients. */
  public long streamBytes() {
    return queues.bytes();
  }

  /** Bounds the bytes that wait for all stream clients together. */
  public void limitStreams(long bytes) {
    queues.limitTo(bytes);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  /**
   * Closes the port and all connections; waits for the threads at most so long, and for a start
   * that is going on.
   */
  public void close(Duration deadline) {
    closed = true;
    synchronized (this) {
      for (Listener listener : listeners) {
        try {
          listener.socket.close();
        } catch (IOException closedAlready) {
          // As it should be.
        }
      }
    }
    connections.closeAll();
    handlers.stop();
    // The library joins its accept thread without a bound; on a thread of its own it may.
    Thread stopping = threads.once("monitor-http-stop", this::stopLibrary);
    stopping.start();
    Rest.untilEnd(stopping, deadline.toNanos());
  }

  private void stopLibrary() {
    for (Listener listener : listeners) {
      listener.httpd.stop();
    }
  }
}
