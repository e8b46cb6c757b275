package org.benchmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.benchmonitor.bootstrap.EndHook;
import org.benchmonitor.model.RunStatus;
import org.benchmonitor.thread.AgentThreads;
import org.benchmonitor.thread.ThreadMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of the JVM where the system or the JDK refuses something. */
class JvmEndTest implements JvmEnd.Listener {
  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final List<String> told = new ArrayList<>();
  private final List<Thread> made = new ArrayList<>();

  @AfterEach
  void clear() {
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

  private Thread make(String name, Runnable work) {
    Thread thread = threads.once(name, work);
    made.add(thread);
    return thread;
  }

  @Test
  void aThreadThatTheSystemRefusesIsSaid() {
    ThreadMaker refusing =
        (name, work) -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    new JvmEnd(this, refusing).run();
    assertThat(told).containsExactly("unable to create native thread");
  }

  @Test
  void theHookBesideTheHostsLeavesNoThreadThatWasNeverStarted() {
    JvmEnd end = new JvmEnd(this, this::make);
    end.register(hook -> false);
    end.release();
    assertThat(made).extracting(Thread::getState).containsExactly(Thread.State.TERMINATED);
    assertThat(told).isEmpty();
  }

  @Test
  void theEndIsToldOnce() {
    new JvmEnd(this, this::make).run();
    assertThat(told).containsExactly("the program ended the JVM");
  }
}
