package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What the sampler sees a worker do: the operation, then its start, in two reads.
 *
 * <p>The start is shown as the operation that it is the start of, 0 for none, 9 for neither.
 */
public class WorkerState {
  private static final CellBlock BLOCK = Subject.block(true);

  private WorkerState() {}

  private static Worker newWorker() {
    Worker worker = Subject.worker(Thread.currentThread());
    worker.writeTo(BLOCK);
    return worker;
  }

  /** Looks until the operation is there, so that the start is read right after it came, or not. */
  private static int await(Worker worker, int operation) {
    int seen = worker.currentOperation();
    for (int i = 0; i < 100 && seen != operation; i++) {
      seen = worker.currentOperation();
    }
    return seen;
  }

  private static int startOf(long ticks, long first, long second) {
    if (ticks == 0) {
      return 0;
    }
    return ticks == first ? 1 : ticks == second ? 2 : 9;
  }

  /** A worker's first operation. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "No operation yet.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "It began between the reads; not shown.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The operation with its own start.")
  @Outcome(expect = FORBIDDEN, desc = "An operation was seen that has no start yet.")
  @State
  public static class First {
    private final Worker worker = newWorker();
    private long start;
    private long ticks;

    @Actor
    public void work() {
      start = Subject.begin(worker, 1).startTicks;
    }

    @Actor
    public void sample(II_Result seen) {
      seen.r1 = await(worker, 1);
      ticks = worker.currentStartTicks();
    }

    @Arbiter
    public void name(II_Result seen) {
      seen.r2 = startOf(ticks, start, start);
    }
  }

  /** An operation inside of another. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "No operation yet.")
  @Outcome(id = "-1, [12]", expect = ACCEPTABLE, desc = "It began between the reads; not shown.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The outer operation with its own start.")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The outer one, with the start of the inner.")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The inner operation with its own start.")
  @Outcome(expect = FORBIDDEN, desc = "A start is older than the operation that it is seen with.")
  @State
  public static class Nested {
    private final Worker worker = newWorker();
    private long first;
    private long second;
    private long ticks;

    @Actor
    public void work() {
      first = Subject.begin(worker, 1).startTicks;
      second = Subject.begin(worker, 2).startTicks;
    }

    @Actor
    public void sample(II_Result seen) {
      seen.r1 = await(worker, 2);
      ticks = worker.currentStartTicks();
    }

    @Arbiter
    public void name(II_Result seen) {
      // Two starts of one tick are told apart by nothing; then the own start is meant.
      seen.r2 =
          first == second && ticks != 0 ? Math.max(1, seen.r1) : startOf(ticks, first, second);
    }
  }

  /** Two operations one after the other, in one frame that is used again. */
  @JCStressTest
  @Outcome(
      id = "-1, [012]",
      expect = ACCEPTABLE,
      desc = "Between operations; a start means nothing.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The first operation with its own start.")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The second operation with its own start.")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The next began between the reads: too young.")
  @Outcome(
      id = "2, 1",
      expect = ACCEPTABLE,
      desc = "The frame has its next operation, but still its last start: too old, for one tick.")
  @Outcome(expect = FORBIDDEN, desc = "An operation or a start that never was.")
  @State
  public static class OneAfterTheOther {
    private final Worker worker = newWorker();
    private long first;
    private long second;
    private long ticks;

    @Actor
    public void work() {
      Frame frame = Subject.begin(worker, 1);
      first = frame.startTicks;
      Subject.succeed(worker, frame, Subject.SMALL);
      second = Subject.begin(worker, 2).startTicks;
    }

    @Actor
    public void sample(II_Result seen) {
      seen.r1 = worker.currentOperation();
      ticks = worker.currentStartTicks();
    }

    @Arbiter
    public void name(II_Result seen) {
      seen.r2 = startOf(ticks, first, second);
    }
  }
}
