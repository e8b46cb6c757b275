package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunControl.Action;
import org.benchmonitor.run.model.RunControl.Answer;
import org.benchmonitor.setup.config.StopWay;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts whose code is run by looking for the method that stops them. */
class StopObstacleTest {
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final CompletableFuture<String> asked = new CompletableFuture<>();
  private final CountDownLatch leave = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void leave() {
    leave.countDown();
  }

  /** A host that answers when it is let. */
  private final class Held implements RunStopper {
    @Override
    public Optional<String> obstacle() {
      looks.incrementAndGet();
      Thread of = Thread.currentThread();
      asked.complete(of.getName() + " in " + of.getThreadGroup().getName());
      try {
        leave.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    }

    @Override
    public void stop() {
      throw new AssertionError("not asked for");
    }
  }

  /** A host that fails in whatever it is asked. */
  private static final class Failing implements RunStopper {
    @Override
    public Optional<String> obstacle() {
      throw new NoClassDefFoundError("com/acme/Gone");
    }

    @Override
    public void stop() {
      throw new AssertionError("not asked for");
    }
  }

  @Test
  void theHostIsAskedOnAThreadOfItsOwnGroup() throws InterruptedException {
    leave.countDown();
    assertThat(new StopObstacle(new Held(), threads, HOUR_NANOS).find()).isEmpty();
    assertThat(asked.join()).isEqualTo("monitor-stop-look in main");
  }

  @Test
  void aHostThatDoesNotAnswerIsSaidAndHeldByOneThreadOnly() {
    StopObstacle obstacle = new StopObstacle(new Held(), threads, 1_000_000);
    for (int i = 0; i < 5; i++) {
      assertThat(obstacle.find()).contains("the class loader of the runner does not answer");
    }
    asked.join();
    assertThat(looks).hasValue(1);
  }

  @Test
  void whateverTheHostThrowsIsAnObstacle() {
    assertThat(new StopObstacle(new Failing(), threads, HOUR_NANOS).find())
        .contains("looking for a way failed: java.lang.NoClassDefFoundError");
  }

  @Test
  void otherControlsDoNotWaitForIt() throws InterruptedException {
    List<Answer> stops = new ArrayList<>();
    RunStopper held = new Held();
    HostControl control =
        new HostControl(
            () -> {
              throw new IllegalStateException("served");
            },
            () -> {},
            threads,
            new StopWay(StopWay.Kind.METHOD, "com.acme.Runner#shutdown"),
            held,
            new StopObstacle(held, threads, HOUR_NANOS),
            new AgentLog(LogLevel.INFO, Clock.systemUTC()));
    Thread stopping = new Thread(() -> stops.add(control.ask(Action.STOP, "me")));
    stopping.setDaemon(true);
    stopping.start();
    asked.join();
    CompletableFuture<Throwable> served = new CompletableFuture<>();
    Thread resuming =
        new Thread(
            () -> {
              try {
                control.ask(Action.RESUME, "me");
              } catch (IllegalStateException reached) {
                served.complete(reached);
              }
            });
    resuming.setDaemon(true);
    resuming.start();
    assertThat(served.orTimeout(10, TimeUnit.SECONDS).join()).hasMessage("served");
    leave.countDown();
    stopping.interrupt();
  }
}
