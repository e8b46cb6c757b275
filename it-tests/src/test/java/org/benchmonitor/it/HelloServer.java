package org.benchmonitor.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server of HTTP that says hello to every request, to one of {@code /refused} with a 503. */
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
          served.incrementAndGet();
          boolean refused = exchange.getRequestURI().getPath().equals("/refused");
          exchange.sendResponseHeaders(refused ? 503 : 200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
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
