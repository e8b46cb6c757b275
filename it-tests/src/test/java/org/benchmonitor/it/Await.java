package org.benchmonitor.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Bounded waiting for something that another process does. */
final class Await {
  private static final long POLL_NANOS = 20_000_000;

  private Await() {}

  static <T> T value(
      String what, Duration longest, Supplier<Optional<T>> source, Supplier<String> detail) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come within " + longest + "\n" + detail.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  static void until(String what, Duration longest, BooleanSupplier condition) {
    value(
        what,
        longest,
        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(),
        () -> "");
  }
}
