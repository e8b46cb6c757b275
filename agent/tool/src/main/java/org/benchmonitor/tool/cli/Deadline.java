package org.benchmonitor.tool.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Limits how long a command waits for another process. */
final class Deadline {
  private static final long POLL_NANOS = 50_000_000;

  private final Duration longest;
  private final long end;

  Deadline(Duration longest) {
    this.longest = longest;
    this.end = System.nanoTime() + longest.toNanos();
  }

  /**
   * Does what cannot be interrupted on a thread that is left behind if it takes too long.
   *
   * @throws Failure of the work, or because it took too long
   */
  <T> T within(String what, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
              }
            },
            "monitor-work");
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw tooLate(what);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw tooLate(what);
    }
  }

  /**
   * Asks again and again until there is an answer.
   *
   * @throws Failure of the question, or because it took too long
   */
  <T> T until(String what, Supplier<Optional<T>> question) {
    return poll(question).orElseThrow(() -> tooLate(what));
  }

  /** Asks again and again until there is an answer; empty if there was none in time. */
  <T> Optional<T> poll(Supplier<Optional<T>> question) {
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent() || System.nanoTime() - end > 0) {
        return answer;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Failure tooLate(String what) {
    return new Failure(
        ExitCode.TIMED_OUT,
        what + " within " + longest.toSeconds() + " s",
        "use --timeout to wait longer");
  }
}
