package org.benchmonitor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.model.OtherJvm;
import org.benchmonitor.thread.AgentThreads;
import org.junit.jupiter.api.Test;

class OtherJvmsTest {
  private static final OtherJvm OTHER = new OtherJvm(8, "http://localhost:9091/", "com.acme.Main");

  @Test
  void nobodyWaitsForADirectoryThatHangsAndOnlyOneThreadDoes() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    AgentThreads threads = new AgentThreads((thread, failure) -> {});
    OtherJvms others =
        new OtherJvms(
            () -> {
              looks.incrementAndGet();
              try {
                hanging.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of(OTHER);
            },
            threads);
    for (int i = 0; i < 100; i++) {
      assertThat(others.get()).isEmpty();
    }
    hanging.countDown();
    for (Thread looking : threads.alive()) {
      looking.join();
    }
    assertThat(others.get()).containsExactly(OTHER);
    assertThat(looks).hasValue(1);
  }
}
