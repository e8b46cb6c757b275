package org.benchmonitor.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of HTTP that says hello to every request, to one of {@code /refused} with a 503, and to
 * those of {@code /mixed} in turn with eight times 200, 404 and 500.
 */
final class HelloServer implements AutoCloseable {
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

  private final AtomicLong served = new AtomicLong();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  HelloServer() throws IOException {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          long number = served.getAndIncrement();
          int status = status(exchange.getRequestURI().getPath(), number);
          exchange.sendResponseHeaders(status, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
  }

  private static int status(String path, long number) {
    return switch (path) {
      case "/refused" -> 503;
      case "/mixed" -> number % 10 < 8 ? 200 : number % 10 == 8 ? 404 : 500;
      default -> 200;
    };
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long served() {
    return served.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
