package org.benchmonitor.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.bootstrap.ErrorSlot;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.model.ErrorEvent;
import org.jspecify.annotations.Nullable;

/**
 * Asks the exceptions for their messages, on a thread of its own, because that is host code that
 * may block, throw or recurse.
 *
 * <p>{@link #drain} is called by that thread only; {@link #take} by the sampler only. Bounded by
 * the ring that it drains and by {@link #MOST_WAITING}.
 */
final class ErrorMessages {
  private static final int LONGEST_MESSAGE = 512;
  private static final int MOST_WAITING = 10_000;

  private record Raw(
      Instant at,
      String type,
      int operation,
      String workerId,
      String thread,
      @Nullable Throwable thrown) {}

  private final Recording recording;
  private final ConcurrentLinkedQueue<ErrorEvent> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong busySince = new AtomicLong();

  ErrorMessages(Recording recording) {
    this.recording = recording;
  }

  /**
   * Takes all waiting errors out of the ring, then asks each for its message.
   *
   * @return whether there were any
   */
  boolean drain() {
    List<Raw> raw = new ArrayList<>();
    recording.errors().drain(slot -> raw.add(copy(slot)));
    for (Raw error : raw) {
      busySince.set(System.nanoTime() | 1);
      add(error, message(error.thrown));
    }
    busySince.set(0);
    return !raw.isEmpty();
  }

  /** The same without any message: for when a host's exception never gave its thread back. */
  void drainWithoutMessages() {
    recording.errors().drain(slot -> add(copy(slot), null));
  }

  /** Whether one exception has held the draining thread for longer than this. */
  boolean isStuck(long longestNanos) {
    long since = busySince.get();
    return since != 0 && System.nanoTime() - since > longestNanos;
  }

  private static Raw copy(ErrorSlot slot) {
    return new Raw(
        Instant.ofEpochMilli(slot.epochMillis()),
        slot.type().name(),
        slot.operation(),
        WorkerTracker.id(slot.worker()),
        slot.worker().threadName(),
        slot.thrown());
  }

  private void add(Raw error, @Nullable String message) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    String operation = recording.operations().name(error.operation);
    ready.add(
        new ErrorEvent(error.at, error.type, message, operation, error.workerId, error.thread));
  }

  private static @Nullable String message(@Nullable Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    try {
      String message = thrown.getMessage();
      // A new string: the cut one must not keep a hundred megabytes alive, nor be the host's own.
      return message == null || message.length() <= LONGEST_MESSAGE
          ? message
          : message.substring(0, LONGEST_MESSAGE);
    } catch (Throwable hostile) {
      return null;
    }
  }

  /** Takes the errors whose messages are known, oldest first. */
  List<ErrorEvent> take() {
    List<ErrorEvent> taken = new ArrayList<>();
    for (ErrorEvent event = ready.poll(); event != null; event = ready.poll()) {
      waiting.decrementAndGet();
      taken.add(event);
    }
    return taken;
  }
}
