package org.benchmonitor.host.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.setup.config.Secret;
import org.junit.jupiter.api.Test;

class HttpPostTest {
  private static final int LONG_MILLIS = 60_000;

  private static HttpPost post(ServerSocket receiver) {
    return new HttpPost(
        "http://127.0.0.1:" + receiver.getLocalPort() + "/a?b",
        "text/plain",
        Map.of("X-Key", new Secret("k")),
        true);
  }

  private static ServerSocket receiver(int bufferBytes) throws IOException {
    ServerSocket receiver = new ServerSocket();
    receiver.setReceiveBufferSize(bufferBytes);
    receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    return receiver;
  }

  private static CompletableFuture<HttpPost.Answer> sent(HttpPost post, int bytes, int millis) {
    CompletableFuture<HttpPost.Answer> answer = new CompletableFuture<>();
    new DaemonThreads((name, failure) -> answer.completeExceptionally(failure))
        .once(
            "sender",
            () -> {
              try {
                answer.complete(post.send(new byte[bytes], millis));
              } catch (IOException | RuntimeException failure) {
                answer.completeExceptionally(failure);
              }
            })
        .start();
    return answer;
  }

  private static HttpPost.Sending sending(HttpPost post) throws InterruptedException {
    HttpPost.Sending now = post.sending();
    while (now == null) {
      Thread.sleep(1);
      now = post.sending();
    }
    return now;
  }

  /** Reads the head of the request. */
  private static String head(Socket connection) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) connection.getInputStream().read());
    }
    return head.toString();
  }

  private static void answer(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(US_ASCII));
    connection.getOutputStream().flush();
  }

  @Test
  void whatIsSentAndAnswered() throws Exception {
    try (ServerSocket receiver = receiver(1 << 16)) {
      CompletableFuture<HttpPost.Answer> answer = sent(post(receiver), 3, LONG_MILLIS);
      try (Socket connection = receiver.accept()) {
        assertThat(head(connection))
            .startsWith("POST /a?b HTTP/1.1\r\n")
            .contains("X-Key: k\r\n", "Content-Type: text/plain\r\n", "Content-Length: 3\r\n")
            .contains("Connection: close\r\n");
        answer(connection, "HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno");
        HttpPost.Answer given = answer.get(20, TimeUnit.SECONDS);
        assertThat(given.status()).isEqualTo(503);
        assertThat(given.isAccepted()).isFalse();
        assertThat(given.retryAfter()).isEqualTo("7");
        assertThat(given.body()).isEqualTo("no".getBytes(US_ASCII));
      }
    }
  }

  @Test
  void anAnswerOf401IsOne() throws Exception {
    try (ServerSocket receiver = receiver(1 << 16)) {
      CompletableFuture<HttpPost.Answer> answer = sent(post(receiver), 3, LONG_MILLIS);
      try (Socket connection = receiver.accept()) {
        head(connection);
        answer(
            connection,
            "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"r\"\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(401);
      }
    }
  }

  /** The system's buffers are full, and no timeout of the JDK ends a write. */
  @Test
  void aWriteThatHangsIsAborted() throws Exception {
    try (ServerSocket deaf = receiver(4096)) {
      HttpPost post = post(deaf);
      CompletableFuture<HttpPost.Answer> answer = sent(post, 64 << 20, LONG_MILLIS);
      try (Socket connection = deaf.accept()) {
        assertThat(connection.isConnected()).isTrue();
        Thread.sleep(300);
        assertThat(answer).isNotDone();
        HttpPost.Sending hanging = sending(post);
        assertThat(hanging.nanos()).isPositive();
        hanging.abort();
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseInstanceOf(IOException.class)
            .hasRootCauseMessage("it took too long");
        assertThat(post.sending()).isNull();
      }
    }
  }

  @Test
  void anAnswerThatNeverComesIsAborted() throws Exception {
    try (ServerSocket silent = receiver(1 << 16)) {
      HttpPost post = post(silent);
      CompletableFuture<HttpPost.Answer> answer = sent(post, 3, LONG_MILLIS);
      try (Socket connection = silent.accept()) {
        head(connection);
        sending(post).abort();
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
            .hasRootCauseMessage("it took too long");
      }
    }
  }

  /** The status has said it all. */
  @Test
  void aBodyThatStallsIsLeftOut() throws Exception {
    try (ServerSocket receiver = receiver(1 << 16)) {
      CompletableFuture<HttpPost.Answer> answer = sent(post(receiver), 3, 300);
      try (Socket connection = receiver.accept()) {
        head(connection);
        answer(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
        HttpPost.Answer given = answer.get(20, TimeUnit.SECONDS);
        assertThat(given.isAccepted()).isTrue();
        assertThat(given.body()).isEqualTo("hal".getBytes(US_ASCII));
      }
    }
  }
}
