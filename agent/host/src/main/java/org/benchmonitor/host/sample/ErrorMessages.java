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
 * Asks the exceptions for their messages on a thread of its own, because {@code getMessage} is host
 * code that may block, throw or recurse.
 *
 * <p>Only that thread, or its replacement, calls {@link #drain}; only the sampler calls {@link
 * #take}; any thread calls the others. No code of the host runs inside the lock. Memory is bounded
 * by the ring, by one ring's worth that is taken out at once, and by {@link #MOST_WAITING}.
 */
final class ErrorMessages {
  private static final int LONGEST_MESSAGE = 512;
  private static final int MOST_WAITING = 10_000;
  private static final int FEWEST_WAITING = 16;

  private record Raw(
      Instant at,
      String type,
      int operation,
      String workerId,
      String thread,
      @Nullable Throwable thrown) {}

  private final RecordingReader reader;
  private final Ticker ticker;
  private final ArrayDeque<Raw> unasked = new ArrayDeque<>();
  private @Nullable Raw asked;
  private long askedSince;
  private final ConcurrentLinkedQueue<ErrorEvent> ready = new ConcurrentLinkedQueue<>();
  private volatile int mostWaiting = MOST_WAITING;
  private final AtomicInteger waiting = new AtomicInteger();

  ErrorMessages(RecordingReader reader, Ticker ticker) {
    this.reader = reader;
    this.ticker = ticker;
  }

  /**
   * Takes what is in the ring now, and asks each of these errors for its message. Errors that come
   * meanwhile wait for the next call: a host that fails in a loop would keep this one for ever.
   *
   * @return how many there were
   */
  int drain() {
    takeFromRing();
    int asked = 0;
    for (Raw error = next(); error != null; error = next()) {
      asked++;
      if (!settle(error, message(error.thrown))) {
        // This thread was stuck for so long that another has replaced it.
        return asked;
      }
    }
    return asked;
  }

  private synchronized @Nullable Raw next() {
    asked = unasked.poll();
    askedSince = System.nanoTime();
    return asked;
  }

  @SuppressWarnings("ReferenceEquality") // identity: two errors may be equal
  private synchronized boolean settle(Raw error, @Nullable String message) {
    boolean awaited = asked == error;
    if (awaited) {
      asked = null;
      add(error, message);
    }
    return awaited;
  }

  /** Takes no errors while others wait here, so that the ring bounds them. */
  private synchronized void takeFromRing() {
    if (unasked.isEmpty()) {
      reader.errors().drain(slot -> unasked.add(copy(slot)));
    }
  }

  /** Lists the error that is being asked, without its message, and gives up the asking thread. */
  synchronized void giveUp() {
    Raw held = asked;
    if (held != null) {
      asked = null;
      add(held, null);
    }
  }

  /** Lists all errors without messages, for when a host's exception holds the asking thread. */
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

  /** Whether no error waits for its message. */
  synchronized boolean isDone() {
    takeFromRing();
    return unasked.isEmpty() && asked == null;
  }

  /** Whether one exception has held the asking thread for longer than this. */
  synchronized boolean isStuck(long longestNanos) {
    return asked != null && System.nanoTime() - askedSince > longestNanos;
  }

  private Raw copy(ErrorSlot slot) {
    return new Raw(
        ticker.instantOf(ticker.nanosOfTick(slot.ticks())),
        slot.type().name(),
        slot.operation(),
        WorkerTracker.id(slot.worker()),
        slot.worker().threadName(),
        slot.thrown());
  }

  private void add(Raw error, @Nullable String message) {
    if (waiting.incrementAndGet() > mostWaiting) {
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
      // A new string: the cut one must neither keep a hundred megabytes alive nor be the host's
      // own.
      return message == null || message.length() <= LONGEST_MESSAGE
          ? message
          : message.substring(0, LONGEST_MESSAGE);
    } catch (Throwable hostile) {
      return null;
    } finally {
      asking.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }
  }

  /** Sets the most errors that wait for the sampler, at least a few. */
  void limitTo(int errors) {
    mostWaiting = Math.max(FEWEST_WAITING, Math.min(MOST_WAITING, errors));
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
