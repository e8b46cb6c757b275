package org.benchmonitor.bench.whole;

import java.util.SplittableRandom;

/**
 * A host under load until it is ended, at the latest after a number of seconds.
 *
 * <p>Arguments: workers that wait in their operations, the mean wait in milliseconds, workers that
 * compute without a pause, seconds. One operation in a hundred fails.
 */
final class LoadHost {
  private static final int ROUNDS = 100_000;

  private LoadHost() {}

  public static void main(String[] arguments) throws InterruptedException {
    int waiting = Integer.parseInt(arguments[0]);
    long meanWaitNanos = Long.parseLong(arguments[1]) * 1_000_000;
    int busy = Integer.parseInt(arguments[2]);
    long seconds = Long.parseLong(arguments[3]);
    for (int i = 0; i < waiting; i++) {
      start("waiting-" + i, i, 2 * meanWaitNanos, 0);
    }
    for (int i = 0; i < busy; i++) {
      start("busy-" + i, -1 - i, 0, ROUNDS);
    }
    Thread.sleep(seconds * 1000);
  }

  private static void start(String name, long seed, long longestWaitNanos, int rounds) {
    Thread thread = new Thread(() -> work(seed, longestWaitNanos, rounds), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void work(long seed, long longestWaitNanos, int rounds) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; true; i++) {
      long wait = longestWaitNanos == 0 ? 0 : random.nextLong(longestWaitNanos);
      try {
        HostOperations.call(i, wait, rounds, random.nextInt(100) == 0);
      } catch (IllegalStateException refused) {
        Thread.onSpinWait();
      }
    }
  }
}
