package org.benchmonitor.bench.whole;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Workers that all call an operation that does next to nothing, in rounds.
 *
 * <p>Arguments: platform or virtual, workers, calls of each in a round, rounds. Prints the number
 * of all calls, then for each round its nanoseconds and those of CPU time that the process used.
 */
final class ManyWorkersHost {
  /** Keeps the compiler from leaving out the calls. */
  private static final LongAdder RESULTS = new LongAdder();

  private ManyWorkersHost() {}

  /** The class with the operation. */
  public static final class Work {
    private Work() {}

    public static int operation(int value) {
      return value * 31 + 7;
    }
  }

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) throws InterruptedException {
    boolean virtual = arguments[0].equals("virtual");
    int workers = Integer.parseInt(arguments[1]);
    int calls = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    CountDownLatch[] begin = latches(rounds, 1);
    CountDownLatch[] end = latches(rounds, workers);
    BiConsumer<String, Runnable> starter = virtual ? virtualThreads() : ManyWorkersHost::start;
    CountDownLatch ready = new CountDownLatch(workers);
    for (int worker = 0; worker < workers; worker++) {
      starter.accept("worker-" + worker, () -> work(calls, ready, begin, end));
    }
    ready.await();
    StringBuilder line = new StringBuilder(Long.toString((long) workers * calls * rounds));
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      long cpu = cpuNanos();
      begin[round].countDown();
      end[round].await();
      line.append(' ').append(System.nanoTime() - start);
      line.append(' ').append(cpuNanos() - cpu);
    }
    System.out.println(line);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static CountDownLatch[] latches(int rounds, int count) {
    CountDownLatch[] latches = new CountDownLatch[rounds];
    for (int round = 0; round < rounds; round++) {
      latches[round] = new CountDownLatch(count);
    }
    return latches;
  }

  private static void work(
      int calls, CountDownLatch ready, CountDownLatch[] begin, CountDownLatch[] end) {
    ready.countDown();
    for (int round = 0; round < begin.length; round++) {
      try {
        begin[round].await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      RESULTS.add(call(calls));
      end[round].countDown();
    }
  }

  private static int call(int calls) {
    int value = calls;
    for (int i = 0; i < calls; i++) {
      value = Work.operation(value);
    }
    return value;
  }

  private static void start(String name, Runnable work) {
    new Thread(work, name).start();
  }

  /** By reflection: the language level is below that of virtual threads. */
  private static BiConsumer<String, Runnable> virtualThreads() {
    try {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return (name, work) -> {
        try {
          start.invoke(null, work);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("this JDK has no virtual threads", e);
    }
  }
}
