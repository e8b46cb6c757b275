package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.bootstrap.EndHook;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.RememberingThreads;
import org.benchmonitor.run.thread.ThreadMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of the JVM where the system or the JDK refuses something. */
class JvmEndTest implements JvmEnd.Listener {
  private final RememberingThreads threads =
      new RememberingThreads(new AgentThreads((thread, failure) -> {}));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void clear() {
    mayEnd.countDown();
    EndHook.clear();
  }

  @Override
  public OptionalInt exitCode() {
    return OptionalInt.empty();
  }

  @Override
  public void onEnd(RunStatus status, String reason) {
    told.add(reason);
  }

  @Override
  public void onFailedEnd(Throwable failure) {
    told.add(failure.getMessage());
  }

  private static final class Refusing implements ThreadMaker {
    @Override
    public Thread once(String name, Runnable work) {
      throw new OutOfMemoryError("unable to create native thread");
    }

    @Override
    public Thread loop(String name, Loop loop) {
      return once(name, () -> {});
    }
  }

  @Test
  void aThreadThatTheSystemRefusesIsSaid() {
    new JvmEnd(this, new Refusing(), 60_000).run();
    assertThat(told).containsExactly("unable to create native thread");
  }

  @Test
  void theHookBesideTheHostsLeavesNoThreadThatWasNeverStarted() {
    JvmEnd end = new JvmEnd(this, threads, 60_000);
    end.register(hook -> false);
    end.release();
    assertThat(threads.made())
        .extracting(Thread::getState)
        .containsExactly(Thread.State.TERMINATED);
    assertThat(told).isEmpty();
  }

  @Test
  void theEndIsToldOnce() {
    new JvmEnd(this, threads, 60_000).run();
    assertThat(told).containsExactly("the program ended the JVM");
  }

  @Test
  void anEndThatTakesTooLongIsSaidByTheThreadThatWaitsForIt() {
    JvmEnd.Listener late =
        new JvmEnd.Listener() {
          @Override
          public OptionalInt exitCode() {
            return OptionalInt.empty();
          }

          @Override
          public void onEnd(RunStatus status, String reason) {
            try {
              mayEnd.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }

          @Override
          public void onFailedEnd(Throwable failure) {
            told.add(failure.getMessage());
          }
        };
    new JvmEnd(late, threads, 20).run();
    assertThat(told).containsExactly("it was not done in time");
  }
}
