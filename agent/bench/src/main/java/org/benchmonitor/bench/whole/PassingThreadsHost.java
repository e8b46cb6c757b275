package org.benchmonitor.bench.whole;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Platform threads that come, call an operation a few times and go, some at a time.
 *
 * <p>Arguments: threads, calls of each. Prints the number of all calls, then the bytes on the heap
 * after each fifth of the threads.
 */
final class PassingThreadsHost {
  private static final int AT_A_TIME = 50;
  private static final int PARTS = 5;

  /** Two of the sampler's ticks, so that it has seen that the threads have ended. */
  private static final long TICKS_MILLIS = 2500;

  private PassingThreadsHost() {}

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    StringBuilder line = new StringBuilder(Long.toString((long) threads * calls));
    for (int part = 0; part < PARTS; part++) {
      run(threads / PARTS, calls);
      line.append(' ').append(usedBytes());
    }
    System.out.println(line);
  }

  private static void run(int threads, int calls) throws InterruptedException {
    for (int started = 0; started < threads; started += AT_A_TIME) {
      List<Thread> alive = new ArrayList<>();
      for (int i = started; i < Math.min(threads, started + AT_A_TIME); i++) {
        Thread thread = new Thread(() -> call(calls), "passing-" + i);
        thread.start();
        alive.add(thread);
      }
      for (Thread thread : alive) {
        thread.join();
      }
    }
  }

  private static void call(int calls) {
    for (int i = 0; i < calls; i++) {
      HostOperations.call(i, 0, 10, false);
    }
  }

  private static long usedBytes() throws InterruptedException {
    Thread.sleep(TICKS_MILLIS);
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
