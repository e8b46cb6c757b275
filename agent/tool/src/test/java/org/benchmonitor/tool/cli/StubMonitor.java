package org.benchmonitor.tool.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.RegistryEntry;

/** Answers as a monitor would, and notes what it is asked. */
final class StubMonitor implements AutoCloseable {
  static final String TOKEN = "token-of-the-stub";

  final List<String> asked = new ArrayList<>();
  boolean isTokenGiven;
  Runnable afterPost = () -> {};
  private final Map<String, byte[]> answers = new HashMap<>();
  private final Map<String, Integer> statuses = new HashMap<>();
  private final HttpServer server;

  StubMonitor() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  StubMonitor answering(String path, int status, String body) {
    answers.put(path, body.getBytes(StandardCharsets.UTF_8));
    statuses.put(path, status);
    return this;
  }

  StubMonitor answering(String path, byte[] body) {
    answers.put(path, body);
    return this;
  }

  /** An entry that says that this JVM is the host. */
  RegistryEntry entry() {
    return new RegistryEntry(
        Processes.current(),
        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        new Secret(TOKEN),
        isTokenGiven,
        "com.acme.Main",
        "17.0.1",
        "1.0");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(
          exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " " + token);
      byte[] answer = answers.getOrDefault(path, "{}".getBytes(StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), answer.length);
      exchange.getResponseBody().write(answer);
    }
    if (exchange.getRequestMethod().equals("POST")) {
      afterPost.run();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
