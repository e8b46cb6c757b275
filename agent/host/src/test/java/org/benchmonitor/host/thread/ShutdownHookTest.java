package org.benchmonitor.host.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.thread.RememberingThreads;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {
  private final RememberingThreads threads =
      new RememberingThreads(new AgentThreads((thread, failure) -> {}));
  private final List<String> done = new ArrayList<>();
  private final ShutdownHook hook =
      new ShutdownHook(threads, "monitor-test", () -> done.add("work"));

  @Test
  void oneThatIsTakenBackHasEndedItsThreadWithoutItsWork() {
    assertThat(hook.register()).isTrue();
    assertThat(hook.takeBack()).isTrue();
    assertThat(threads.made())
        .extracting(Thread::getState)
        .containsExactly(Thread.State.TERMINATED);
    assertThat(done).isEmpty();
    assertThat(Runtime.getRuntime().removeShutdownHook(threads.made().get(0))).isFalse();
  }

  @Test
  void oneThatTheJvmStartsDoesItsWork() throws InterruptedException {
    threads.made().get(0).start();
    threads.made().get(0).join();
    assertThat(done).containsExactly("work");
  }
}
