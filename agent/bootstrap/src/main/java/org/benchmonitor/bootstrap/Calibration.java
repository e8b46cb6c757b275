package org.benchmonitor.bootstrap;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The cost of an operation that does nothing, measured over many of them.
 *
 * <p>The loop runs what instrumented methods run, on a private recording, so no figure of the host
 * shows it. The result is a median of batches; the first rounds only warm up.
 *
 * @param clock the clock that was measured, as {@link Clock#name} said
 * @param nanosPerOperation of one enter and one successful exit
 * @param nanosPerReading of one reading of the clock; an operation reads it twice
 */
public record Calibration(String clock, double nanosPerOperation, double nanosPerReading) {
  private static final int BATCH = 512;

  private static final int MOST_BATCHES = 8;
  private static final int ROUNDS = 50;
  private static final int WARM_UP_ROUNDS = 34;
  private static final long LONGEST_ROUND_NANOS = 700_000;
  private static final long PAUSE_NANOS = 20_000_000;

  /**
   * Measures for about a second with at most about 5 % of a core; blocks. Pauses between short
   * rounds give the JIT time to compile. Only for a thread of the agent that ends soon, because the
   * worker made here stays with the thread.
   *
   * @param digits significant digits of the histograms, 2 or 3
   */
  public static Calibration measure(int digits) {
    Recording recording = new Recording(digits, 1, 1);
    int site = recording.sites().add("empty", null).id();
    recording.sites().turnOn();
    try {
      return measure(recording, site);
    } finally {
      recording.sites().turnOff();
      WorkerTable.remove(recording.anyWorker());
    }
  }

  private static Calibration measure(Recording recording, int site) {
    String clock = Clock.name();
    long[] ticks = new long[BATCH];
    Batches operations = new Batches();
    Batches readings = new Batches();
    for (int round = 0; round < ROUNDS; round++) {
      if (round == WARM_UP_ROUNDS) {
        operations.forget();
        readings.forget();
      }
      long start = System.nanoTime();
      long now = start;
      for (int batch = 0; batch < MOST_BATCHES && now - start < LONGEST_ROUND_NANOS; batch++) {
        long before = System.nanoTime();
        operate(recording, site);
        long between = System.nanoTime();
        readClock(ticks);
        now = System.nanoTime();
        operations.add(between - before);
        readings.add(now - between);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Calibration(clock, operations.median() / BATCH, readings.median() / BATCH);
  }

  /** Does what {@link Probe#enter} does, but for a recording that is not installed. */
  private static void operate(Recording recording, int site) {
    for (int i = 0; i < BATCH; i++) {
      int operation = Sites.state(site);
      Worker worker = WorkerTable.find(recording);
      if (worker == null) {
        worker = recording.anyWorker();
      }
      Probe.exit(worker.begin(site, operation), null);
    }
  }

  private static void readClock(long[] into) {
    for (int i = 0; i < BATCH; i++) {
      // As an operation does: one of the two waits for what was before it.
      into[i] = i % 2 == 0 ? Clock.ticks() : Clock.endTicks();
    }
  }

  /** The durations of batches; for one thread. */
  private static final class Batches {
    private final long[] nanos = new long[ROUNDS * MOST_BATCHES];
    private int size;

    void add(long duration) {
      nanos[size++] = duration;
    }

    void forget() {
      size = 0;
    }

    double median() {
      Arrays.sort(nanos, 0, size);
      return nanos[size / 2];
    }
  }
}
