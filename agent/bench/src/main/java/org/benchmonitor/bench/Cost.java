package org.benchmonitor.bench;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One operation, bare and timed by hand in the ways that people time by hand.
 *
 * <p>The agents are measured by {@link #bare}, in a JVM that runs under them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Cost {
  /** Of the JVM under the agent: the clock to wait for before anything is measured. */
  static final String CLOCK = "bench.clock";

  static final String TSC = "tsc";

  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
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

    /** The agent goes over to the time stamp counter some seconds after the start. */
    @Setup
    public void awaitClock() throws ReflectiveOperationException {
      if (TSC.equals(System.getProperty(CLOCK))) {
        // The agent's own, which the boot loader has; the class path has one that is not in use.
        Method name =
            Class.forName("org.benchmonitor.bootstrap.Clock", true, null).getMethod("name");
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!TSC.equals(name.invoke(null))) {
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the clock is " + name.invoke(null));
          }
          LockSupport.parkNanos(10_000_000);
        }
      }
    }

    int run() {
      try {
        return operation.run();
      } catch (Operation.Refused refused) {
        return -1;
      }
    }
  }

  /**
   * What the calling thread allocates. The profiler of JMH counts all threads, so a call would seem
   * to allocate what an agent does in its first seconds.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** In one iteration; JMH reads it. */
    public long bytesAllocated;

    private long before;

    @Setup(Level.Iteration)
    public void begin() {
      before = THREADS.getCurrentThreadAllocatedBytes();
    }

    @TearDown(Level.Iteration)
    public void end() {
      bytesAllocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
  }

  /** What all workers share. */
  @State(Scope.Benchmark)
  public static class Shared {
    final Recorder recorder = new Recorder(1, HOUR_NANOS, 2);
    final Timer timer = Timer.builder("operation").register(new SimpleMeterRegistry());
  }

  @Benchmark
  public int bare(Worker worker, Allocation allocation) {
    return worker.run();
  }

  @Benchmark
  public int twoNanoTimes(Worker worker, Allocation allocation) {
    long start = System.nanoTime();
    int result = worker.run();
    worker.elapsedNanos += System.nanoTime() - start;
    return result;
  }

  @Benchmark
  public int recorder(Worker worker, Shared shared, Allocation allocation) {
    long start = System.nanoTime();
    int result = worker.run();
    shared.recorder.recordValue(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int singleWriterRecorder(Worker worker, Allocation allocation) {
    long start = System.nanoTime();
    int result = worker.run();
    worker.recorder.recordValue(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int micrometerTimer(Worker worker, Shared shared, Allocation allocation) {
    long start = System.nanoTime();
    int result = worker.run();
    shared.timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return result;
  }
}
