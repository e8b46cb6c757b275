package org.benchmonitor.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Rest;
import org.jspecify.annotations.Nullable;

/**
 * The request that the monitor leave the JVM, and its completion.
 *
 * <p>Any thread asks; only the agent's main thread carries it out. So it never overlaps with the
 * start, and the thread that answers a request is not the one that closes its connection.
 */
final class ShutdownRequest {
  private final AtomicReference<@Nullable String> by = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Thread waiting;

  /** Asks; only the first request counts. */
  void request(String who) {
    by.compareAndSet(null, who);
    wake();
  }

  /** Ends the wait of the main thread, which then looks for what there is to do. Quick. */
  void wake() {
    Thread main = waiting;
    if (main != null) {
      LockSupport.unpark(main);
    }
  }

  boolean isRequested() {
    return by.get() != null;
  }

  /** Who asked first, or an empty string. */
  String by() {
    String who = by.get();
    return who == null ? "" : who;
  }

  /** Waits for a request, at most this long; main thread only. */
  void waitFor(long nanos) {
    waiting = Thread.currentThread();
    if (!isRequested()) {
      Rest.nanos(nanos);
    }
  }

  void done() {
    done.countDown();
  }

  /** Waits until the monitor has left; false on timeout. */
  boolean await(long longestMillis) throws InterruptedException {
    return done.await(longestMillis, TimeUnit.MILLISECONDS);
  }
}
