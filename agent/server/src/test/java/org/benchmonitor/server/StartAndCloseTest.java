package org.benchmonitor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run ends while its server is just starting. */
class StartAndCloseTest {
  private static final int TIMES = 40;
  private static final String LISTENS = "NanoHttpd Main Listener";

  private static MonitorServer server() {
    ApiContext context = new ApiContext(Snapshots.liveRuns(), Contexts.jvm());
    return new MonitorServer(
        TestServer.settings("localhost", Optional.empty(), Optional.empty()),
        context,
        new StreamHub(context),
        Limits.DEFAULT,
        new DaemonThreads((thread, failure) -> {}));
  }

  private static Set<Thread> listening() {
    Set<Thread> found = new HashSet<>(Thread.getAllStackTraces().keySet());
    found.removeIf(thread -> !thread.getName().startsWith(LISTENS));
    return found;
  }

  @Test
  void whatHasBeenClosedIsNotStarted() {
    List<URI> bound = new ArrayList<>();
    List<String> trouble = new ArrayList<>();
    Set<Thread> before = listening();
    MonitorServer server = server();
    server.close();
    server.start(bound::add, trouble::add);
    assertThat(bound).isEmpty();
    assertThat(trouble).isEmpty();
    assertThat(before).containsAll(listening());
  }

  /** A thread that accepts would hold the end of the JVM for 300 ms. */
  @Test
  @Timeout(120)
  void aCloseDuringTheStartLeavesNothingThatListens() throws InterruptedException {
    Set<Thread> before = listening();
    for (int i = 0; i < TIMES; i++) {
      MonitorServer server = server();
      Thread starting = new Thread(() -> server.start(url -> {}, trouble -> {}));
      starting.start();
      TimeUnit.MILLISECONDS.sleep(i);
      server.close();
      starting.join();
    }
    Set<Thread> left;
    do {
      TimeUnit.MILLISECONDS.sleep(10);
      left = listening();
      left.removeAll(before);
    } while (!left.isEmpty());
  }
}
