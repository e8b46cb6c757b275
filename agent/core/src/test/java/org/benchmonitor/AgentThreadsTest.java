package org.benchmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.log.Level;
import org.benchmonitor.sample.HostCaller;
import org.junit.jupiter.api.Test;

class AgentThreadsTest {
  private final AgentThreads threads =
      new AgentThreads(new AgentLog(Level.ERROR, InstantSource.system()));
  private final CountDownLatch leave = new CountDownLatch(1);
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

  private void work() {
    try {
      leave.await();
      interrupted.complete(false);
    } catch (InterruptedException e) {
      interrupted.complete(true);
    }
  }

  @Test
  void aThreadThatCallsTheHostIsNamedButNotInterrupted() throws InterruptedException {
    Thread caller = new HostCaller(threads, this::work, "calls the host");
    caller.start();
    assertThat(threads.end(20)).containsExactly("calls the host");
    leave.countDown();
    assertThat(interrupted.join()).isFalse();
    caller.join();
  }

  @Test
  void anyOtherThreadIsInterrupted() {
    new Thread(threads, this::work, "waits").start();
    assertThat(threads.end(10_000)).isEmpty();
    assertThat(interrupted.join()).isTrue();
  }
}
