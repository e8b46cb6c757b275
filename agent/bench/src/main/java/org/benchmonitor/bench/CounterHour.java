package org.benchmonitor.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.host.counter.TimeStampCounter;

/**
 * Compares the time stamp counter with {@code System.nanoTime} for an hour, while two threads time
 * operations with both and the machine does whatever else it does.
 *
 * <p>Arguments: seconds, and a file for one line of figures a second. JDK 22 or newer, Linux,
 * x86-64; the class path's module needs native access.
 */
public final class CounterHour {
  private static final int READINGS = 200;
  private static final int WARM_UPS = 500;
  private static final int WORKERS = 2;
  private static final int OPERATIONS_AT_ONCE = 500;
  private static final long REST_NANOS = 250_000_000;

  private final long seconds;
  private final PrintStream out;
  private final AtomicLong latestTicks = new AtomicLong();
  private final AtomicLong backwards = new AtomicLong();
  private final AtomicLong operations = new AtomicLong();
  private final AtomicLong longer = new AtomicLong();
  private final AtomicLong mostLonger = new AtomicLong();
  private final List<Reading> readings = new ArrayList<>();
  private double nanosPerTick;
  private volatile boolean ended;

  private CounterHour(long seconds, PrintStream out) {
    this.seconds = seconds;
    this.out = out;
  }

  /**
   * The counter between two readings of nanoTime, the tightest of many.
   *
   * @param nanos the middle between the two
   * @param width of the two, in nanoseconds
   */
  private record Reading(long nanos, long width, long ticks) {
    static Reading take() {
      Reading best = once();
      for (int i = 1; i < READINGS; i++) {
        Reading next = once();
        best = next.width < best.width ? next : best;
      }
      return best;
    }

    private static Reading once() {
      long before = System.nanoTime();
      long ticks = TimeStampCounter.ticksOrdered();
      long width = System.nanoTime() - before;
      return new Reading(before + width / 2, width, ticks);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[1])), true, StandardCharsets.UTF_8)) {
      new CounterHour(Long.parseLong(arguments[0]), out).run();
    }
  }

  private void run() throws InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      Reading.take();
    }
    Reading first = Reading.take();
    Thread.sleep(1000);
    Reading second = Reading.take();
    nanosPerTick = (double) (second.nanos - first.nanos) / (second.ticks - first.ticks);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new Thread(this::work, "worker-" + i));
      workers.get(i).start();
    }
    out.println("second,offset_ns,width_ns,operations,longer,most_longer_ns,backwards,load");
    for (long tick = 1; tick <= seconds; tick++) {
      Thread.sleep(1000);
      Reading now = Reading.take();
      readings.add(now);
      out.printf(
          "%.3f,%.1f,%d,%d,%d,%d,%d,%.2f%n",
          (now.nanos - first.nanos) / 1e9,
          offset(first, now),
          now.width,
          operations.get(),
          longer.get(),
          mostLonger.get(),
          backwards.get(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    ended = true;
    for (Thread worker : workers) {
      worker.join();
    }
    summary(first);
  }

  /** By how many nanoseconds the counter, at the rate of the first second, is ahead. */
  private double offset(Reading first, Reading now) {
    return (now.ticks - first.ticks) * nanosPerTick - (now.nanos - first.nanos);
  }

  /** Times operations of nothing to some microseconds with both clocks, one inside the other. */
  private void work() {
    long[] memory = new long[1 << 20];
    int at = 0;
    while (!ended) {
      for (int i = 0; i < OPERATIONS_AT_ONCE; i++) {
        long seen = latestTicks.get();
        long nanos = System.nanoTime();
        long ticks = TimeStampCounter.ticks();
        for (int step = 0; step < i; step++) {
          at = (int) (memory[at] + at * 5L + 12_345) & (memory.length - 1);
        }
        memory[at] += at;
        long endTicks = TimeStampCounter.ticksOrdered();
        long nanoTime = System.nanoTime() - nanos;
        if (endTicks < seen || endTicks < ticks) {
          backwards.incrementAndGet();
        }
        latestTicks.set(endTicks);
        long excess = Math.round((endTicks - ticks) * nanosPerTick) - nanoTime;
        if (excess > 0) {
          longer.incrementAndGet();
          mostLonger.accumulateAndGet(excess, Math::max);
        }
      }
      operations.addAndGet(OPERATIONS_AT_ONCE);
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private void summary(Reading first) {
    double[] seconds = readings.stream().mapToDouble(r -> (r.nanos - first.nanos) / 1e9).toArray();
    double[] offsets = readings.stream().mapToDouble(r -> offset(first, r)).toArray();
    double meanSecond = Arrays.stream(seconds).average().orElse(0);
    double meanOffset = Arrays.stream(offsets).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < seconds.length; i++) {
      products += (seconds[i] - meanSecond) * (offsets[i] - meanOffset);
      squares += (seconds[i] - meanSecond) * (seconds[i] - meanSecond);
    }
    double slope = products / squares;
    double[] rest = new double[seconds.length];
    double[] steps = new double[seconds.length - 1];
    for (int i = 0; i < seconds.length; i++) {
      rest[i] = Math.abs(offsets[i] - meanOffset - slope * (seconds[i] - meanSecond));
      if (i > 0) {
        steps[i - 1] = Math.abs(offsets[i] - offsets[i - 1]) / (seconds[i] - seconds[i - 1]);
      }
    }
    Arrays.sort(rest);
    Arrays.sort(steps);
    System.out.printf(
        "%.0f s; %.6f ns per tick; slope %.4f ppm; from the line: median %.0f ns, most %.0f ns;"
            + " rate within a second: median %.4f ppm, most %.4f ppm;"
            + " operations %d, backwards %d, longer than nanoTime around it %d, by at most %d ns%n",
        seconds[seconds.length - 1],
        nanosPerTick,
        slope / 1e3,
        rest[rest.length / 2],
        rest[rest.length - 1],
        steps[steps.length / 2] / 1e3,
        steps[steps.length - 1] / 1e3,
        operations.get(),
        backwards.get(),
        longer.get(),
        mostLonger.get());
  }
}
