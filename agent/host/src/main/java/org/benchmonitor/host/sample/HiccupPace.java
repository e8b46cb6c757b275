package org.benchmonitor.host.sample;

import java.util.function.LongSupplier;

/**
 * Chooses the hiccup meter's sleep: as short as its share of a core allows; one thread.
 *
 * <p>Waking a thread costs CPU time, nearly all of it in the kernel: 2 us on a bare machine, 20 us
 * on a virtual one that must call an idle core back. A sleep of a millisecond thus costs 0.2 % or 2
 * % of a core, and the meter measures which.
 */
final class HiccupPace {
  static final long SHORTEST_NANOS = 1_000_000;
  static final long LONGEST_NANOS = 10_000_000;

  /** The share of one core that the meter may use. */
  static final double MOST_CPU = 0.0015;

  static final long LOOK_NANOS = 2_000_000_000L;

  /** The first seconds are the host's. */
  private static final long FIRST_NANOS = LONGEST_NANOS;

  private final LongSupplier cpuNanos;
  private long sleepNanos = FIRST_NANOS;
  private long lookedNanos;
  private long lookedCpuNanos = -1;

  /**
   * Makes the pace of the thread that calls {@link #look}.
   *
   * @param cpuNanos the CPU time of the calling thread so far; negative where it is not known
   */
  HiccupPace(LongSupplier cpuNanos) {
    this.cpuNanos = cpuNanos;
  }

  long sleepNanos() {
    return sleepNanos;
  }

  /** Adapts the sleep to its cost over the last seconds. */
  void look(long nowNanos) {
    if (lookedCpuNanos < 0) {
      lookedCpuNanos = cpuNanos.getAsLong();
      lookedNanos = nowNanos;
    } else if (nowNanos - lookedNanos >= LOOK_NANOS) {
      long cpu = cpuNanos.getAsLong();
      adapt((cpu - lookedCpuNanos) / (double) (nowNanos - lookedNanos));
      lookedCpuNanos = cpu;
      lookedNanos = nowNanos;
    }
  }

  private void adapt(double share) {
    // Aim at the whole share, by a factor of two at most, because the window is short.
    double factor = Math.min(2, Math.max(0.5, share / MOST_CPU));
    long wanted = (long) (sleepNanos * factor);
    sleepNanos = Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, wanted));
  }
}
