package org.benchmonitor.server.guard;

import fi.iki.elonen.NanoHTTPD;
import fi.iki.elonen.NanoWSD;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.http.Content;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.WebApplication;
import org.jspecify.annotations.Nullable;

/**
 * NanoHTTPD behind the guard: it sees only heads that have been read, bounded and checked, and
 * whole bodies.
 */
final class GuardedHttpd extends NanoWSD {
  private final Limits limits;
  private final WebApplication site;
  private final Optional<SSLContext> tls;
  private final Connections connections;
  private final AtomicInteger streams;
  private final StreamQueues queues;
  private final ThreadMaker threads;
  private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

  GuardedHttpd(
      String address,
      int port,
      Limits limits,
      WebApplication site,
      Optional<SSLContext> tls,
      Connections connections,
      AtomicInteger streams,
      StreamQueues queues,
      ThreadMaker threads) {
    super(address, port);
    this.limits = limits;
    this.site = site;
    this.tls = tls;
    this.connections = connections;
    this.streams = streams;
    this.queues = queues;
    this.threads = threads;
    setTempFileManagerFactory(NoFiles::new);
  }

  /** Bodies are read and bounded before; nothing is ever written to disk. */
  private static final class NoFiles implements TempFileManager {
    @Override
    public void clear() {}

    @Override
    public TempFile createTempFile(@Nullable String hint) {
      throw new IllegalStateException("no temporary files");
    }
  }

  @Override
  protected boolean useGzipWhenAccepted(NanoHTTPD.Response response) {
    return false;
  }

  @Override
  protected ClientHandler createClientHandler(Socket socket, InputStream in) {
    try {
      return new Guarded(in, socket, new Connection(socket, tls));
    } catch (IOException goneAlready) {
      // Not rethrown: the library would end its accept thread for some exceptions.
      return new Guarded(in, socket, null);
    }
  }

  @Override
  public NanoHTTPD.Response serve(IHTTPSession session) {
    Exchange exchange = CURRENT.get();
    if (exchange == null) {
      throw new IllegalStateException("a request that has not passed the guard");
    }
    return exchange.isUpgrade() ? super.serve(session) : toLibrary(exchange);
  }

  private NanoHTTPD.Response toLibrary(Exchange exchange) {
    // Only what is written is bound: what the server takes to make it is not the client's fault.
    exchange.connection().unbound();
    org.benchmonitor.server.http.Response response = exchange.respond();
    exchange.connection().bound(limits.write());
    Content content = response.content();
    if (content != null) {
      return new WrittenAnswer(
          new Status(response.status()), response, content, exchange, limits.write());
    }
    NanoHTTPD.Response answer =
        newFixedLengthResponse(
            new Status(response.status()),
            response.contentType(),
            new ByteArrayInputStream(response.body()),
            response.body().length);
    response.headers().forEach(answer::addHeader);
    return answer;
  }

  private record Status(int code) implements NanoHTTPD.Response.IStatus {
    @Override
    public String getDescription() {
      return code + " " + Wire.reason(code);
    }

    @Override
    public int getRequestStatus() {
      return code;
    }
  }

  @Override
  protected WebSocket openWebSocket(IHTTPSession session) {
    Exchange exchange = CURRENT.get();
    if (exchange == null) {
      throw new IllegalStateException("an upgrade that has not passed the guard");
    }
    return new SocketStream(session, exchange.connection(), limits, site.stream(), queues, threads);
  }

  /** What one connection's thread does. */
  final class Guarded extends ClientHandler {
    private final Socket socket;
    private final @Nullable Connection connection;

    Guarded(InputStream in, Socket socket, @Nullable Connection connection) {
      super(in, socket);
      this.socket = socket;
      this.connection = connection;
      if (connection != null) {
        connections.add(connection);
      }
    }

    @Override
    public void close() {
      if (connection != null) {
        connections.remove(connection);
        return;
      }
      try {
        socket.close();
      } catch (IOException goneAlready) {
        return;
      }
    }

    @Override
    public void run() {
      try {
        if (connection != null) {
          connection.secure(limits.header());
          converse(connection);
          connection.sayEnd(limits.write());
        }
      } catch (IOException | RuntimeException | Error over) {
        // Whatever a client provokes ends with its connection.
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        CURRENT.remove();
        close();
        asyncRunner.closed(this);
      }
    }

    private void converse(Connection open) throws IOException, InterruptedException {
      HeadReader reader = new HeadReader(open, limits);
      boolean again = true;
      while (again && !open.isClosed()) {
        try {
          byte[] bytes = reader.read();
          if (bytes == null) {
            return;
          }
          again = answer(open, bytes);
        } catch (HttpError refused) {
          open.bound(limits.write());
          Wire.write(open.out(), site.secure(refused.toResponse()));
          open.closeGently();
          return;
        }
      }
    }

    private boolean answer(Connection open, byte[] bytes) throws IOException, InterruptedException {
      Head head = HeadParser.parse(bytes);
      Request bare = head.request();
      if (!Methods.isKnown(bare.method())) {
        throw new HttpError(
            501, "method", "the method '" + bare.method() + "' is not known", "use GET or POST");
      }
      // Before the body: a client that never sends it must be known, or it would hold the thread.
      site.check(bare, open.client());
      byte[] body = body(open, head.contentLength());
      Request request =
          new Request(
              bare.method(), bare.path(), bare.query(), bare.headers(), new Request.Body(body));
      if (site.isEventStream(request) || site.isWebSocket(request)) {
        stream(open, head, request);
        return false;
      }
      return execute(open, concat(bytes, body), Exchange.of(open, head, request, site))
          && head.keepAlive()
          && !request.method().equals("POST");
    }

    private void stream(Connection open, Head head, Request request)
        throws IOException, InterruptedException {
      boolean webSocket = site.isWebSocket(request);
      if (webSocket) {
        Upgrade.check(request);
      }
      if (streams.incrementAndGet() > limits.streams()) {
        streams.decrementAndGet();
        throw new HttpError(
            503,
            "too_many_streams",
            limits.streams() + " streams are open",
            "poll GET /api/metrics, or close another page");
      }
      try {
        if (webSocket) {
          open.readTimeout(limits.ping().multipliedBy(4));
          InputStream frames =
              new SequenceInputStream(
                  new ByteArrayInputStream(head.bytes().bytes()), new FrameGuard(open.in()));
          executeOn(open, frames, Exchange.upgrading(open, request, site));
        } else {
          new EventStream(open, limits, site.stream(), queues).run(site.secure(eventStreamHead()));
        }
      } finally {
        streams.decrementAndGet();
      }
    }

    private static org.benchmonitor.server.http.Response eventStreamHead() {
      return org.benchmonitor.server.http.Response.of(200, "text/event-stream", new byte[0]);
    }

    private byte[] body(Connection open, int length) throws IOException {
      byte[] body = new byte[length];
      long deadline = System.nanoTime() + limits.header().toNanos();
      for (int i = 0; i < length; i++) {
        int next = open.read(Duration.ofNanos(deadline - System.nanoTime()));
        if (next < 0) {
          throw new SocketException("the body is shorter than its Content-Length");
        }
        body[i] = (byte) next;
      }
      return body;
    }

    private boolean execute(Connection open, byte[] whole, Exchange exchange) throws IOException {
      return executeOn(open, new ByteArrayInputStream(whole), exchange);
    }

    /** Lets the library answer once; false when it wants the connection closed. */
    private boolean executeOn(Connection open, InputStream in, Exchange exchange)
        throws IOException {
      CURRENT.set(exchange);
      connections.answering(exchange.isUpgrade() ? 0 : 1);
      open.bound(limits.write());
      try {
        // The loopback address whoever asks: the library would look up the name of any other.
        new HTTPSession(new NoFiles(), in, open.out(), InetAddress.getLoopbackAddress()).execute();
        open.out().flush();
        return true;
      } catch (SocketException closedByLibrary) {
        open.out().flush();
        return false;
      } finally {
        open.unbound();
        CURRENT.remove();
        connections.answering(exchange.isUpgrade() ? 0 : -1);
      }
    }

    private static byte[] concat(byte[] head, byte[] body) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + body.length);
      whole.write(head);
      whole.write(body);
      return whole.toByteArray();
    }
  }
}
