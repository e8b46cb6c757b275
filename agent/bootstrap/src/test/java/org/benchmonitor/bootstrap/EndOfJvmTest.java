package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stays with the JDK, and leads nowhere once the agent has left. */
class EndOfJvmTest {
  private final List<Runnable> registered = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void clear() {
    EndHook.clear();
  }

  @Test
  void theHookIsRegisteredOnceAndLeadsToTheLastWhoSetIt() {
    // Another test of this JVM cannot have registered it: nothing else here uses it.
    assertThat(EndHook.set(() -> ran.add("none"), hook -> false)).isFalse();
    assertThat(EndHook.set(() -> ran.add("first"), registered::add)).isTrue();
    registered.get(0).run();
    EndHook.clear();
    registered.get(0).run();
    assertThat(EndHook.set(() -> ran.add("second"), registered::add)).isTrue();
    registered.get(0).run();
    assertThat(registered).hasSize(1);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void aWatchedThreadEndsAsItWouldHaveAndHasItsHandlerBack() {
    UncaughtExceptionHandler own = (thread, thrown) -> ran.add("own " + thrown.getMessage());
    Thread thread = new Thread(() -> {});
    thread.setUncaughtExceptionHandler(own);
    ThreadWatch watch = ThreadWatch.of(thread);
    thread.getUncaughtExceptionHandler().uncaughtException(thread, new IllegalStateException("x"));
    assertThat(ran).containsExactly("own x");
    assertThat(watch.failure()).isEqualTo("java.lang.IllegalStateException");
    watch.end();
    assertThat(thread.getUncaughtExceptionHandler()).isSameAs(own);
  }

  @Test
  void aHandlerThatTheHostHasSetSinceStays() {
    Thread thread = new Thread(() -> {});
    ThreadWatch watch = ThreadWatch.of(thread);
    UncaughtExceptionHandler later = (failed, thrown) -> {};
    thread.setUncaughtExceptionHandler(later);
    watch.end();
    assertThat(thread.getUncaughtExceptionHandler()).isSameAs(later);
  }

  @Test
  void aThreadWithoutAHandlerHasNoneAgain() {
    Thread thread = new Thread(() -> {});
    ThreadWatch.of(thread).end();
    assertThat(thread.getUncaughtExceptionHandler()).isSameAs(thread.getThreadGroup());
  }
}
