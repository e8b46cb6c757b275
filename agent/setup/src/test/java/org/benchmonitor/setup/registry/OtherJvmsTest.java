package org.benchmonitor.setup.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.run.thread.RememberingThreads;
import org.junit.jupiter.api.Test;

class OtherJvmsTest {
  private static final OtherJvm OTHER = new OtherJvm(8, "http://localhost:9091/", "com.acme.Main");

  @Test
  void nobodyWaitsForADirectoryThatHangsAndOnlyOneThreadDoes() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    RememberingThreads threads = new RememberingThreads(new DaemonThreads((thread, failure) -> {}));
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
    assertThat(threads.made()).hasSize(1);
    for (Thread looking : threads.made()) {
      looking.join();
    }
    assertThat(others.get()).containsExactly(OTHER);
    assertThat(looks).hasValue(1);
  }
}
