package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Exclusive blocks that are leased, given back and leased again. */
public class Leases {
  private Leases() {}

  private static String kind(CellBlocks blocks, CellBlock block) {
    return block == blocks.stripe(0) ? "shared" : "own";
  }

  /** Two threads want the only lease. */
  @JCStressTest
  @Outcome(id = "own, shared, 2", expect = ACCEPTABLE, desc = "The first won, the other shares.")
  @Outcome(id = "shared, own, 2", expect = ACCEPTABLE, desc = "The other won, the first shares.")
  @Outcome(expect = FORBIDDEN, desc = "Two own one block, none does, or a count is lost.")
  @State
  public static class OneLease {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 1, 1);
    private final Worker first = Subject.worker(Thread.currentThread());
    private final Worker other = Subject.worker(Thread.currentThread());

    @Actor
    public void first(LLI_Result seen) {
      CellBlock block = blocks.lease(first, false);
      block.succeed(0, Subject.SMALL);
      seen.r1 = kind(blocks, block);
    }

    @Actor
    public void other(LLI_Result seen) {
      CellBlock block = blocks.lease(other, false);
      block.succeed(0, Subject.SMALL);
      seen.r2 = kind(blocks, block);
    }

    @Arbiter
    public void sum(LLI_Result seen) {
      seen.r3 = Subject.total(blocks, 0);
    }
  }

  /** Two threads want a lease each, and there are two. */
  @JCStressTest
  @Outcome(id = "own, own, 1", expect = ACCEPTABLE, desc = "Each has a block of its own.")
  @Outcome(expect = FORBIDDEN, desc = "Both write to one block, or one shares for nothing.")
  @State
  public static class TwoLeases {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 2, 1);
    private final Worker first = Subject.worker(Thread.currentThread());
    private final Worker other = Subject.worker(Thread.currentThread());
    private CellBlock firstBlock;

    @Actor
    public void first(LLI_Result seen) {
      firstBlock = blocks.lease(first, false);
      firstBlock.succeed(0, Subject.SMALL);
      seen.r1 = kind(blocks, firstBlock);
    }

    @Actor
    public void other(LLI_Result seen) {
      CellBlock block = blocks.lease(other, false);
      block.succeed(0, Subject.SMALL);
      seen.r2 = kind(blocks, block);
    }

    @Arbiter
    public void sum(LLI_Result seen) {
      seen.r3 = Subject.total(firstBlock, 0, false);
    }
  }

  /** A lease is given back after its last write while the next worker asks for one. */
  @JCStressTest
  @Outcome(id = "own, 4", expect = ACCEPTABLE, desc = "The next continues the counters it finds.")
  @Outcome(id = "shared, 4", expect = ACCEPTABLE, desc = "The next came too early and shares.")
  @Outcome(expect = FORBIDDEN, desc = "The next did not see the counts of the one before it.")
  @State
  public static class HandOver {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 1, 1);
    private final Worker ending = Subject.worker(Thread.currentThread());
    private final Worker next = Subject.worker(Thread.currentThread());
    private final CellBlock leased = blocks.lease(ending, false);

    @Actor
    public void end() {
      leased.succeed(0, Subject.SMALL);
      leased.succeed(0, Subject.SMALL);
      blocks.release(ending);
    }

    @Actor
    public void next(LI_Result seen) {
      CellBlock block = blocks.lease(next, false);
      block.succeed(0, Subject.SMALL);
      block.succeed(0, Subject.SMALL);
      seen.r1 = kind(blocks, block);
    }

    @Arbiter
    public void sum(LI_Result seen) {
      seen.r2 = Subject.total(blocks, 0);
    }
  }

  /** A lease is given back, and two workers race for it. */
  @JCStressTest
  @Outcome(id = "own, shared, 3", expect = ACCEPTABLE, desc = "The releasing thread's next won.")
  @Outcome(id = "shared, own, 3", expect = ACCEPTABLE, desc = "The other thread's worker won.")
  @Outcome(expect = FORBIDDEN, desc = "Two own one block, none does, or a count is lost.")
  @State
  public static class RaceForReleased {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 1, 1);
    private final Worker ending = Subject.worker(Thread.currentThread());
    private final Worker first = Subject.worker(Thread.currentThread());
    private final Worker other = Subject.worker(Thread.currentThread());
    private final CellBlock leased = blocks.lease(ending, false);

    @Actor
    public void endAndLease(LLI_Result seen) {
      leased.succeed(0, Subject.SMALL);
      blocks.release(ending);
      CellBlock block = blocks.lease(first, false);
      block.succeed(0, Subject.SMALL);
      seen.r1 = kind(blocks, block);
    }

    @Actor
    public void lease(LLI_Result seen) {
      CellBlock block = blocks.lease(other, false);
      block.succeed(0, Subject.SMALL);
      seen.r2 = kind(blocks, block);
    }

    @Arbiter
    public void sum(LLI_Result seen) {
      seen.r3 = Subject.total(blocks, 0);
    }
  }

  /**
   * A worker's thread ends; the sampler sees that it is dead, reads, gives the lease back, and the
   * next worker continues the block.
   */
  @JCStressTest
  @Outcome(id = "2, 2, 3", expect = ACCEPTABLE, desc = "Who sees it dead sees all of its counts.")
  @Outcome(expect = FORBIDDEN, desc = "The last counts of a dead thread were missed or lost.")
  @State
  public static class DyingThread {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 1, 1);
    private final NewWorkers workers = new NewWorkers();

    @Actor
    public void live() {
      Thread thread = new Thread(this::work);
      thread.start();
      try {
        // Bounds the threads that live at once; the sampler below does not wait for it.
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void work() {
      Worker worker = workers.add(Subject.recording(), Thread.currentThread());
      worker.writeTo(blocks.lease(worker, false));
      for (int i = 0; i < 2; i++) {
        Subject.succeed(worker, Subject.begin(worker, 0), Subject.SMALL);
      }
    }

    @Actor
    public void sample(III_Result seen) {
      Worker worker = drain();
      while (worker.isAlive()) {
        Thread.onSpinWait();
      }
      seen.r1 = Subject.total(blocks, 0);
      seen.r2 = (int) worker.completed();
      blocks.release(worker);
      Worker next = Subject.worker(Thread.currentThread());
      blocks.lease(next, false).succeed(0, Subject.SMALL);
    }

    private Worker drain() {
      while (true) {
        for (Worker worker : workers.drain()) {
          return worker;
        }
        Thread.onSpinWait();
      }
    }

    @Arbiter
    public void sum(III_Result seen) {
      seen.r3 = Subject.total(blocks, 0);
    }
  }
}
