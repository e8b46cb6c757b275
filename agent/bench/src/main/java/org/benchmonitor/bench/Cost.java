package org.benchmonitor.bench;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One operation, bare and timed by hand in the ways that people time by hand.
 *
 * <p>The agents are measured by {@link #bare}, in a JVM that runs under them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Cost {
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  /** One worker: its operation, and what it keeps for itself. */
  @State(Scope.Thread)
  public static class Worker {
    @Param("NOTHING")
    Work work = Work.NOTHING;

    Operation operation = work.newOperation();
    SingleWriterRecorder recorder = new SingleWriterRecorder(1, HOUR_NANOS, 2);
    long elapsedNanos;

    @Setup
    public void makeOperation() {
      operation = work.newOperation();
    }

    int run() {
      try {
        return operation.run();
      } catch (Operation.Refused refused) {
        return -1;
      }
    }
  }

  /** What all workers share. */
  @State(Scope.Benchmark)
  public static class Shared {
    final Recorder recorder = new Recorder(1, HOUR_NANOS, 2);
    final Timer timer = Timer.builder("operation").register(new SimpleMeterRegistry());
  }

  @Benchmark
  public int bare(Worker worker) {
    return worker.run();
  }

  @Benchmark
  public int twoNanoTimes(Worker worker) {
    long start = System.nanoTime();
    int result = worker.run();
    worker.elapsedNanos += System.nanoTime() - start;
    return result;
  }

  @Benchmark
  public int recorder(Worker worker, Shared shared) {
    long start = System.nanoTime();
    int result = worker.run();
    shared.recorder.recordValue(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int singleWriterRecorder(Worker worker) {
    long start = System.nanoTime();
    int result = worker.run();
    worker.recorder.recordValue(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int micrometerTimer(Worker worker, Shared shared) {
    long start = System.nanoTime();
    int result = worker.run();
    shared.timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return result;
  }
}
