package org.benchmonitor.server.guard;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.server.http.Handler;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.WebApplication;
import org.jspecify.annotations.Nullable;

/** A site that notes what reaches it. */
final class TestApplication implements WebApplication, StreamEndpoint {
  final AtomicInteger served = new AtomicInteger();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<StreamClient> open = new CopyOnWriteArrayList<>();
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger written = new AtomicInteger();

  @Override
  public void check(Request request, InetAddress client) {}

  @Override
  public Handler handler() {
    return request -> {
      served.incrementAndGet();
      bodies.add(new String(request.body().bytes(), StandardCharsets.UTF_8));
      return switch (request.path()) {
        case "/error" -> throw new StackOverflowError();
        case "/large" -> Response.of(200, "text/plain", new byte[4 << 20]);
        default -> {
          Response response = response(request.path());
          yield request.method().equals("HEAD") ? response.withoutBody() : response;
        }
      };
    };
  }

  private Response response(String path) {
    return switch (path) {
      case "/written" -> written("hel", "", "lo");
      case "/broken" -> written("hel", null);
      case "/unbegun" -> written((String) null);
      case "/refused" ->
          Response.written(
              200,
              "text/plain",
              out -> {
                throw new HttpError(503, "busy", "not now", "");
              });
      case "/waiting" -> Response.written(200, "text/plain", TestApplication::waitForEver);
      case "/endless" -> Response.written(200, "text/plain", this::writeForEver);
      default -> Response.of(200, "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
    };
  }

  /** An answer that is made while it is sent, and fails at a null. */
  private Response written(@Nullable String... parts) {
    return Response.written(
        200,
        "text/plain",
        out -> {
          for (String part : parts) {
            if (part == null) {
              throw new StackOverflowError();
            }
            out.write(part.getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        });
  }

  /** Sends nothing more, as long as what it merges gives nothing to send. */
  private static void waitForEver(OutputStream out) throws IOException {
    out.write("hel".getBytes(StandardCharsets.UTF_8));
    while (true) {
      out.flush();
      Rest.nanos(1_000_000);
    }
  }

  private void writeForEver(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[8192]);
      out.flush();
      written.incrementAndGet();
    }
  }

  @Override
  public void failed(Throwable failure) {
    failures.add(failure);
  }

  @Override
  public boolean isEventStream(Request request) {
    return request.path().equals("/events");
  }

  @Override
  public boolean isWebSocket(Request request) {
    return request.path().equals("/ws");
  }

  @Override
  public StreamEndpoint stream() {
    return this;
  }

  @Override
  public Response secure(Response response) {
    return response.with("X-Secured", "yes");
  }

  @Override
  public void opened(StreamClient client) {
    open.add(client);
  }

  @Override
  public void received(StreamClient client, String text) {
    received.add(text);
  }

  @Override
  public void closed(StreamClient client) {
    open.remove(client);
    closed.incrementAndGet();
  }
}
