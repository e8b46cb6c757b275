package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Seconds of garbage, slow and half-open connections against the monitor of a busy host. */
class GarbageIT {
  private static final Duration LONG = Duration.ofSeconds(Size.of(10, 30));
  private static final int HALF_OPEN = 60;

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theHostCountsOnAndTheServerIsAtRestAfterwards(int version) throws Exception {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport())
            .sampleRunner("--workers=4", "--rate=2000", "--duration=60s", "--json=truth.json")
            .start()) {
      Api api = host.api();
      int port = api.base().getPort();
      AtomicLong sent = new AtomicLong();
      attack(port, sent);
      assertThat(sent.get()).as("connections made").isGreaterThan(15 * LONG.toSeconds());

      long asked = System.nanoTime();
      JsonNode status = api.get("/api/status");
      assertThat(System.nanoTime() - asked)
          .as("answered before a silent client is cut")
          .isLessThan(3_000_000_000L);
      assertThat(status.get("status").asString()).isEqualTo("running");
      Await.until(
          "no handler but the one that answers",
          Duration.ofSeconds(15),
          () -> monitor(api).get("connections").asInt() <= 1);
      Await.until(
          "the agent's threads at rest",
          Duration.ofSeconds(15),
          () -> monitor(api).get("threads_cpu_percent").asDouble() < 15);
      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      JsonNode report = Runs.report(host);
      Runs.assertCountsAreEqual(report, Runs.groundTruth(host));
      Runs.assertNothingSuppressed(report);
      assertThat(host.stderr().lines()).hasSize(1);
    }
  }

  private static JsonNode monitor(Api api) {
    return api.get("/api/status").get("monitor");
  }

  private static void attack(int port, AtomicLong sent) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    List<Thread> attackers = new ArrayList<>();
    attackers.add(new Thread(() -> garbage(port, deadline, sent)));
    attackers.add(new Thread(() -> slow(port, deadline, sent)));
    attackers.add(new Thread(() -> halfOpen(port, deadline, sent)));
    attackers.forEach(Thread::start);
    for (Thread attacker : attackers) {
      attacker.join();
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(1_000);
    return socket;
  }

  /** Random bytes, cut requests, frames that claim too much; closed at once. */
  private static void garbage(int port, long deadline, AtomicLong sent) {
    Random random = new Random(1);
    String request = "GET /api/metrics HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n";
    while (System.nanoTime() < deadline) {
      try (Socket socket = connect(port)) {
        byte[] bytes = new byte[1 + random.nextInt(9000)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
          bytes =
              request
                  .substring(0, random.nextInt(request.length()))
                  .getBytes(StandardCharsets.US_ASCII);
        }
        socket.getOutputStream().write(bytes);
        sent.incrementAndGet();
      } catch (IOException cut) {
        sent.incrementAndGet();
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** One byte at a time. */
  private static void slow(int port, long deadline, AtomicLong sent) {
    while (System.nanoTime() < deadline) {
      try (Socket socket = connect(port)) {
        OutputStream out = socket.getOutputStream();
        sent.incrementAndGet();
        while (System.nanoTime() < deadline) {
          out.write('G');
          LockSupport.parkNanos(50_000_000);
        }
      } catch (IOException cut) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Opened, and never a byte; the oldest are closed when there are many. */
  private static void halfOpen(int port, long deadline, AtomicLong sent) {
    Deque<Socket> open = new ArrayDeque<>();
    while (System.nanoTime() < deadline) {
      try {
        open.addLast(connect(port));
        sent.incrementAndGet();
        if (open.size() > HALF_OPEN) {
          open.removeFirst().close();
        }
      } catch (IOException refused) {
        LockSupport.parkNanos(1_000_000);
      }
      LockSupport.parkNanos(20_000_000);
    }
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException goneAlready) {
        // As good as closed.
      }
    }
  }
}
