package org.benchmonitor.bench.whole;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls many operations, each some ten times a second, then says what is on the heap.
 *
 * <p>Arguments: operations, a multiple of {@link #GROUPS} or below; seconds. Prints the bytes that
 * are used after a collection, and a number that keeps the compiler from leaving out the calls.
 */
public final class ManyOperationsHost {
  /** Methods whose argument names the operation; the agent takes 64 names of each. */
  static final int GROUPS = 16;

  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  private ManyOperationsHost() {}

  /** The agent's options that watch all of them. */
  static List<String> patterns() {
    List<String> patterns = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      patterns.add("op=name={0}=" + ManyOperationsHost.class.getName() + "#call" + group);
    }
    return patterns;
  }

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) throws InterruptedException {
    int operations = Integer.parseInt(arguments[0]);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      names.add("operation-" + i);
    }
    int spin = 0;
    long results = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < names.size(); i++) {
        spin = (spin * 31 + 7) & 1023;
        results += call(i % GROUPS, names.get(i), spin);
      }
      LockSupport.parkNanos(ROUND_NANOS);
    }
    System.out.println(usedBytes() + " " + results);
    System.exit(0);
  }

  private static int call(int group, String name, int rounds) {
    return switch (group) {
      case 0 -> call0(name, rounds);
      case 1 -> call1(name, rounds);
      case 2 -> call2(name, rounds);
      case 3 -> call3(name, rounds);
      case 4 -> call4(name, rounds);
      case 5 -> call5(name, rounds);
      case 6 -> call6(name, rounds);
      case 7 -> call7(name, rounds);
      case 8 -> call8(name, rounds);
      case 9 -> call9(name, rounds);
      case 10 -> call10(name, rounds);
      case 11 -> call11(name, rounds);
      case 12 -> call12(name, rounds);
      case 13 -> call13(name, rounds);
      case 14 -> call14(name, rounds);
      default -> call15(name, rounds);
    };
  }

  public static int call0(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call1(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call2(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call3(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call4(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call5(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call6(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call7(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call8(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call9(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call10(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call11(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call12(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call13(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call14(String name, int rounds) {
    return work(name, rounds);
  }

  public static int call15(String name, int rounds) {
    return work(name, rounds);
  }

  private static int work(String name, int rounds) {
    int value = name.length();
    for (int i = 0; i < rounds; i++) {
      value = value * 31 + i;
    }
    return value;
  }

  private static long usedBytes() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
