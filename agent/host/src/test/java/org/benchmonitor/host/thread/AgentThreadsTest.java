package org.benchmonitor.host.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.run.thread.Loop;
import org.junit.jupiter.api.Test;

class AgentThreadsTest {
  private static final InheritableThreadLocal<String> OF_THE_HOST = new InheritableThreadLocal<>();

  private final List<String> failed = new ArrayList<>();
  private final AgentThreads threads =
      new AgentThreads((thread, failure) -> failed.add(thread + ": " + failure));
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

  /** Waits for its end once, and so can be held. */
  private Loop held() {
    return new Loop() {
      @Override
      public boolean isOver() {
        return interrupted.isDone();
      }

      @Override
      public void turn() {
        work();
      }
    };
  }

  private List<String> endedByTheAgent(long longestMillis) {
    CompletableFuture<List<String>> left = new CompletableFuture<>();
    threads.once("ends the others", () -> left.complete(threads.end(longestMillis))).start();
    return left.join();
  }

  @Test
  void aThreadThatAsksTheHostIsNamedButNotInterrupted() throws InterruptedException {
    Thread asking = threads.startAsking("asks the host", held());
    assertThat(endedByTheAgent(20)).containsExactly("asks the host");
    leave.countDown();
    assertThat(interrupted.join()).isFalse();
    asking.join();
  }

  @Test
  void aThreadThatRunsForTheHostIsNotWaitedForNorTheAgentsCost() throws InterruptedException {
    Thread running = threads.forHost("runs for the host", this::work);
    running.start();
    assertThat(threads.alive()).isEmpty();
    assertThat(endedByTheAgent(10_000)).isEmpty();
    leave.countDown();
    assertThat(interrupted.join()).isFalse();
    running.join();
  }

  @Test
  void anyOtherThreadIsInterruptedByTheAgentAtItsEnd() {
    threads.once("waits", this::work).start();
    assertThat(endedByTheAgent(10_000)).isEmpty();
    assertThat(interrupted.join()).isTrue();
  }

  @Test
  void anInterruptOfTheHostsIsNone() {
    Thread waiting = threads.once("waits", this::work);
    waiting.start();
    waiting.interrupt();
    assertThat(waiting.isInterrupted()).isFalse();
    leave.countDown();
    assertThat(interrupted.join()).isFalse();
  }

  @Test
  void nothingIsTakenOverFromTheThreadThatMakesOne() throws InterruptedException {
    Thread maker = Thread.currentThread();
    ClassLoader before = maker.getContextClassLoader();
    CompletableFuture<String> inherited = new CompletableFuture<>();
    OF_THE_HOST.set("secret");
    maker.setContextClassLoader(new ClassLoader(before) {});
    try {
      Thread made =
          threads.once("looks", () -> inherited.complete(String.valueOf(OF_THE_HOST.get())));
      assertThat(made.isDaemon()).isTrue();
      assertThat(made.getThreadGroup().getName()).isEqualTo("monitor");
      assertThat(made.getContextClassLoader()).isSameAs(AgentThreads.class.getClassLoader());
      made.start();
      assertThat(inherited.join()).isEqualTo("null");
      made.join();
    } finally {
      maker.setContextClassLoader(before);
      OF_THE_HOST.remove();
    }
  }

  @Test
  void aThreadForTheHostIsInTheGroupOfMainWithTheHostsClassPath() {
    Thread made = threads.forHost("runs for the host", () -> {});
    assertThat(made.getThreadGroup().getName()).isEqualTo("main");
    assertThat(made.isDaemon()).isTrue();
    assertThat(made.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
  }

  @Test
  void aThreadThatAsksTheHostIsAmongItsThreadsAndTheAgentsCost() throws InterruptedException {
    Thread made = threads.asking().loop("asks the host", held());
    assertThat(made.getThreadGroup().getName()).isEqualTo("main");
    assertThat(made.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
    assertThat(threads.alive()).isEmpty();
    made.start();
    assertThat(threads.alive()).containsExactly(made);
    leave.countDown();
    made.join();
    assertThat(threads.alive()).isEmpty();
  }

  @Test
  void noFailureLeavesAThread() throws InterruptedException {
    for (boolean forHost : new boolean[] {true, false}) {
      Runnable fails =
          () -> {
            throw new NoClassDefFoundError("gone");
          };
      Thread made = forHost ? threads.forHost("host", fails) : threads.once("own", fails);
      made.setUncaughtExceptionHandler((thread, failure) -> failed.add("escaped"));
      made.start();
      made.join();
    }
    assertThat(failed)
        .containsExactly(
            "host: java.lang.NoClassDefFoundError: gone",
            "own: java.lang.NoClassDefFoundError: gone");
  }

  @Test
  void aFailureThatCannotBeToldLeavesNoThreadEither() throws InterruptedException {
    List<Throwable> escaped = new ArrayList<>();
    AgentThreads full =
        new AgentThreads(
            (thread, failure) -> {
              throw new OutOfMemoryError("a test");
            });
    Thread made =
        full.forHost(
            "host",
            () -> {
              throw new IllegalStateException("a test");
            });
    made.setUncaughtExceptionHandler((thread, failure) -> escaped.add(failure));
    made.start();
    made.join();
    assertThat(escaped).isEmpty();
  }
}
