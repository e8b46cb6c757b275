package org.benchmonitor.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.benchmonitor.host.counter.TimeStampCounter;

/**
 * What the same operation takes by {@code System.nanoTime} and by the time stamp counter, read in
 * order or not. Prints the medians as a table.
 *
 * <p>JDK 22 or newer, Linux, x86-64; the class path's module needs native access.
 */
public final class CounterBias {
  private static final int ROUNDS = 9;
  private static final long CALIBRATION_NANOS = 500_000_000;
  private static final long[] LENGTHS_NANOS = {0, 50, 1_000, 100_000};

  /** 256 MB, more than the caches hold. */
  private static final int PLACES = 1 << 26;

  private final int[] next;
  private final double nanosPerCount;
  private int at;
  private int value = 1;

  private CounterBias(int[] next, double nanosPerCount) {
    this.next = next;
    this.nanosPerCount = nanosPerCount;
  }

  /** The two readings around an operation. */
  private enum Clock {
    NANO_TIME("System.nanoTime, twice"),
    ORDERED("counter, both in order"),
    TAKEN("counter, the end in order"),
    UNORDERED("counter, none in order");

    private final String label;

    Clock(String label) {
      this.label = label;
    }
  }

  public static void main(String[] arguments) {
    CounterBias bias = new CounterBias(shuffled(), rate());
    for (boolean memory : new boolean[] {false, true}) {
      bias.table(memory);
    }
  }

  private static int[] shuffled() {
    List<Integer> pages = new ArrayList<>();
    int step = 1024;
    for (int i = 0; i < PLACES; i += step) {
      pages.add(i);
    }
    Collections.shuffle(pages, new Random(1));
    int[] next = new int[PLACES];
    for (int i = 0; i < pages.size(); i++) {
      next[pages.get(i)] = pages.get((i + 1) % pages.size());
    }
    return next;
  }

  private static double rate() {
    long count = TimeStampCounter.ticksOrdered();
    long start = System.nanoTime();
    long nanos = 0;
    while (nanos < CALIBRATION_NANOS) {
      nanos = System.nanoTime() - start;
    }
    return (double) nanos / (TimeStampCounter.ticksOrdered() - count);
  }

  private void table(boolean memory) {
    System.out.printf(
        "%n| %s, median ns by | nothing | 50 ns | 1 us | 100 us |%n|---|--:|--:|--:|--:|%n",
        memory ? "waiting for memory" : "arithmetic");
    int[] steps = new int[LENGTHS_NANOS.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = stepsOf(LENGTHS_NANOS[i], memory);
    }
    for (Clock clock : Clock.values()) {
      StringBuilder row = new StringBuilder("| " + clock.label + " |");
      for (int i = 0; i < steps.length; i++) {
        row.append(" %.1f |".formatted(median(clock, steps[i], memory)));
      }
      System.out.println(row);
    }
  }

  /** How many steps take about so long by nanoTime, beyond an empty operation. */
  private int stepsOf(long nanos, boolean memory) {
    if (nanos == 0) {
      return 0;
    }
    int many = 2_000;
    double each = median(Clock.NANO_TIME, many, memory) / many;
    return (int) Math.max(1, Math.round(nanos / each));
  }

  private double median(Clock clock, int steps, boolean memory) {
    double[] medians = new double[ROUNDS];
    int times = steps > 200 ? 1_000 : 20_000;
    for (int round = 0; round < ROUNDS; round++) {
      double[] durations = new double[times];
      for (int i = 0; i < times; i++) {
        durations[i] = once(clock, steps, memory);
      }
      Arrays.sort(durations);
      medians[round] = durations[times / 2];
    }
    Arrays.sort(medians);
    return medians[ROUNDS / 2];
  }

  private double once(Clock clock, int steps, boolean memory) {
    return switch (clock) {
      case NANO_TIME -> {
        long start = System.nanoTime();
        work(steps, memory);
        yield System.nanoTime() - start;
      }
      case ORDERED -> {
        long start = TimeStampCounter.ticksOrdered();
        work(steps, memory);
        yield (TimeStampCounter.ticksOrdered() - start) * nanosPerCount;
      }
      case TAKEN -> {
        long start = TimeStampCounter.ticks();
        work(steps, memory);
        yield (TimeStampCounter.ticksOrdered() - start) * nanosPerCount;
      }
      case UNORDERED -> {
        long start = TimeStampCounter.ticks();
        work(steps, memory);
        yield (TimeStampCounter.ticks() - start) * nanosPerCount;
      }
    };
  }

  private void work(int steps, boolean memory) {
    if (memory) {
      chase(steps);
    } else {
      calculate(steps);
    }
  }

  private void chase(int steps) {
    int place = at;
    for (int i = 0; i < steps; i++) {
      place = next[place];
    }
    at = place;
  }

  private void calculate(int steps) {
    int one = value;
    for (int i = 0; i < steps; i++) {
      one ^= one << 13;
      one ^= one >>> 17;
      one ^= one << 5;
    }
    value = one;
  }
}
