package org.benchmonitor.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {
  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final List<Thread> made = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final ShutdownHook hook =
      new ShutdownHook(
          (name, work) -> {
            Thread thread = threads.once(name, work);
            made.add(thread);
            return thread;
          },
          "monitor-test",
          () -> done.add("work"));

  @Test
  void oneThatIsTakenBackHasEndedItsThreadWithoutItsWork() {
    assertThat(hook.register()).isTrue();
    assertThat(hook.takeBack()).isTrue();
    assertThat(made).extracting(Thread::getState).containsExactly(Thread.State.TERMINATED);
    assertThat(done).isEmpty();
    assertThat(Runtime.getRuntime().removeShutdownHook(made.get(0))).isFalse();
  }

  @Test
  void oneThatTheJvmStartsDoesItsWork() throws InterruptedException {
    made.get(0).start();
    made.get(0).join();
    assertThat(done).containsExactly("work");
  }
}
