package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs the same work on several threads that start together, to the end of the last. */
final class Race {
  private Race() {}

  static void run(int threads, IntConsumer work) {
    CountDownLatch start = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  work.accept(number);
                } catch (Throwable e) {
                  failure.compareAndSet(null, e);
                }
              },
              "race-" + i);
      thread.setDaemon(true);
      thread.start();
      all.add(thread);
    }
    start.countDown();
    all.forEach(Race::join);
    if (failure.get() != null) {
      throw new AssertionError("a thread failed", failure.get());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(60_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thread.isAlive()) {
      throw new AssertionError(thread + " has not ended in a minute");
    }
  }
}
