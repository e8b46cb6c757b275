package org.benchmonitor.bench.whole;

import java.util.concurrent.locks.LockSupport;

/** The four operations of the hosts: they wait or compute as long as asked, and fail when asked. */
public final class HostOperations {
  private HostOperations() {}

  /** The agent's options that watch all four. */
  static String[] patterns() {
    String type = "op=" + HostOperations.class.getName();
    return new String[] {
      type + "#create", type + "#read", type + "#update", type + "#delete",
    };
  }

  /** Calls one of the four. */
  static void call(int which, long waitNanos, int rounds, boolean fails) {
    switch (which & 3) {
      case 0 -> create(waitNanos, rounds, fails);
      case 1 -> read(waitNanos, rounds, fails);
      case 2 -> update(waitNanos, rounds, fails);
      default -> delete(waitNanos, rounds, fails);
    }
  }

  public static int create(long waitNanos, int rounds, boolean fails) {
    return work(waitNanos, rounds, fails);
  }

  public static int read(long waitNanos, int rounds, boolean fails) {
    return work(waitNanos, rounds, fails);
  }

  public static int update(long waitNanos, int rounds, boolean fails) {
    return work(waitNanos, rounds, fails);
  }

  public static int delete(long waitNanos, int rounds, boolean fails) {
    return work(waitNanos, rounds, fails);
  }

  private static int work(long waitNanos, int rounds, boolean fails) {
    if (waitNanos > 0) {
      LockSupport.parkNanos(waitNanos);
    }
    int value = rounds;
    for (int i = 0; i < rounds; i++) {
      value = value * 31 + i;
    }
    if (fails) {
      throw new IllegalStateException("refused " + value);
    }
    return value;
  }
}
