package org.benchmonitor.run.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedLoopTest {
  private static final long FIRST = GuardedLoop.FIRST_PAUSE_NANOS;

  private final List<Long> pauses = new ArrayList<>();
  private final List<Throwable> told = new ArrayList<>();

  @AfterEach
  void noFlagIsLeft() {
    Thread.interrupted();
  }

  /** Its turns fail with these, one after the other; null is a turn that succeeds. */
  private static final class Failing implements Loop {
    private final ArrayDeque<Throwable> failures = new ArrayDeque<>();
    private final List<Boolean> flags = new ArrayList<>();
    private int failedTurns;

    private Failing(Throwable... failures) {
      // The deque takes no null.
      Arrays.stream(failures)
          .map(one -> one == null ? new Success() : one)
          .forEach(this.failures::add);
    }

    @Override
    public boolean isOver() {
      return failures.isEmpty();
    }

    @Override
    public void turn() throws Exception {
      flags.add(Thread.currentThread().isInterrupted());
      Throwable next = failures.remove();
      if (next instanceof Exception exception) {
        throw exception;
      }
      if (next instanceof Error error && !(next instanceof Success)) {
        throw error;
      }
    }

    @Override
    public void failed() {
      failedTurns++;
    }
  }

  private static final class Success extends Error {
    private static final long serialVersionUID = 1;
  }

  private void run(Failing loop) {
    new GuardedLoop("test", loop, (thread, failure) -> told.add(failure), pauses::add).run();
  }

  @SuppressWarnings("removal") // a host on 17 can still stop any thread that it finds
  private static Error stopped() {
    return new ThreadDeath();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("a test"),
        new Exception("a test"),
        new OutOfMemoryError("a test"),
        new StackOverflowError(),
        new NoClassDefFoundError("gone"),
        new AssertionError("a test"),
        stopped());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void noFailureEndsItOrIsForgotten(Throwable failure) {
    Failing loop = new Failing(failure, null, failure, null);
    run(loop);
    assertThat(loop.flags).hasSize(4);
    assertThat(loop.failedTurns).isEqualTo(2);
    assertThat(told).containsExactly(failure, failure);
    assertThat(pauses).containsExactly(FIRST, FIRST);
  }

  @Test
  void aFailureThatLastsIsTriedLessAndLessOften() {
    Throwable[] failures = new Throwable[9];
    Arrays.fill(failures, new OutOfMemoryError("a test"));
    run(new Failing(failures));
    assertThat(pauses)
        .startsWith(FIRST, 2 * FIRST, 4 * FIRST)
        .endsWith(GuardedLoop.LONGEST_PAUSE_NANOS, GuardedLoop.LONGEST_PAUSE_NANOS)
        .hasSize(9);
  }

  @Test
  void anInterruptIsForgottenBeforeTheNextTurn() {
    Failing loop = new Failing(null, new InterruptedException(), null);
    Thread.currentThread().interrupt();
    run(loop);
    assertThat(loop.flags).containsExactly(false, false, false);
    assertThat(told).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void aFailureThatCannotBeToldIsAPauseAndNothingElse() {
    Failing loop = new Failing(new IllegalStateException("a test"), stopped(), null);
    new GuardedLoop(
            "test",
            loop,
            (thread, failure) -> {
              throw new OutOfMemoryError("no room for the message");
            },
            pauses::add)
        .run();
    assertThat(loop.isOver()).isTrue();
    assertThat(pauses).containsExactly(FIRST, 2 * FIRST);
  }
}
