package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.bootstrap.ErrorSlot;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.ErrorEvent;
import org.jspecify.annotations.Nullable;

/**
 * Asks the exceptions for their messages, on a thread of its own, because that is host code that
 * may block, throw or recurse.
 *
 * <p>{@link #drain} is called by that thread only, or by one that has taken its place; {@link
 * #take} by the sampler only; the others by any thread. No code of the host runs inside the lock.
 * Bounded by the ring, by as many again that are taken out of it at once, and by {@link
 * #MOST_WAITING}.
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

  private final RecordingReader reader;
  private final ArrayDeque<Raw> unasked = new ArrayDeque<>();
  private @Nullable Raw asked;
  private long askedSince;
  private final ConcurrentLinkedQueue<ErrorEvent> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  ErrorMessages(RecordingReader reader) {
    this.reader = reader;
  }

  /**
   * Takes what is in the ring now, and asks each of these errors for its message. Those that come
   * meanwhile are left to the next call: a host that fails in a loop would keep this one for ever.
   *
   * @return whether there were any
   */
  boolean drain() {
    takeFromRing();
    boolean any = false;
    for (Raw error = next(); error != null; error = next()) {
      any = true;
      if (!settle(error, message(error.thrown))) {
        // This thread was held for so long that the others have gone on without it.
        return true;
      }
    }
    return any;
  }

  private synchronized @Nullable Raw next() {
    asked = unasked.poll();
    askedSince = System.nanoTime();
    return asked;
  }

  @SuppressWarnings("ReferenceEquality") // the very one: two errors may be equal
  private synchronized boolean settle(Raw error, @Nullable String message) {
    boolean awaited = asked == error;
    if (awaited) {
      asked = null;
      add(error, message);
    }
    return awaited;
  }

  /** Leaves the errors where they are while others wait here: the ring is what bounds them. */
  private synchronized void takeFromRing() {
    if (unasked.isEmpty()) {
      reader.errors().drain(slot -> unasked.add(copy(slot)));
    }
  }

  /** Lists the error that is being asked without its message; the thread that asks is given up. */
  synchronized void giveUp() {
    Raw held = asked;
    if (held != null) {
      asked = null;
      add(held, null);
    }
  }

  /** Lists all without their messages: for when a host's exception keeps the thread that asks. */
  synchronized void drainWithoutMessages() {
    giveUp();
    listUnasked();
    takeFromRing();
    listUnasked();
  }

  private void listUnasked() {
    for (Raw error = unasked.poll(); error != null; error = unasked.poll()) {
      add(error, null);
    }
  }

  /** Whether no error waits to be asked. */
  synchronized boolean isDone() {
    takeFromRing();
    return unasked.isEmpty() && asked == null;
  }

  /** Whether one exception has held the thread that asks for longer than this. */
  synchronized boolean isStuck(long longestNanos) {
    return asked != null && System.nanoTime() - askedSince > longestNanos;
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
    String operation = reader.operations().name(error.operation);
    ready.add(
        new ErrorEvent(error.at, error.type, message, operation, error.workerId, error.thread));
  }

  private static @Nullable String message(@Nullable Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    Thread asking = Thread.currentThread();
    try {
      // As where it was thrown: a message may be looked up in the bundles of its own loader.
      asking.setContextClassLoader(thrown.getClass().getClassLoader());
      String message = thrown.getMessage();
      // A new string: the cut one must not keep a hundred megabytes alive, nor be the host's own.
      return message == null || message.length() <= LONGEST_MESSAGE
          ? message
          : message.substring(0, LONGEST_MESSAGE);
    } catch (Throwable hostile) {
      return null;
    } finally {
      asking.setContextClassLoader(ClassLoader.getSystemClassLoader());
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
