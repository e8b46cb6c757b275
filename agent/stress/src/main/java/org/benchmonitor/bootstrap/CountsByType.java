package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LII_Result;

/** Failures that are counted by type, beside their values. */
public class CountsByType {
  private CountsByType() {}

  /** Two threads count the first failures of a cell that they share. */
  @JCStressTest
  @Outcome(id = "3, 1, 4", expect = ACCEPTABLE, desc = "Each is counted, with its type.")
  @Outcome(expect = FORBIDDEN, desc = "A type went into a page that nobody reads, or was lost.")
  @State
  public static class FirstShared {
    private final CellBlock block = Subject.block(true);

    @Actor
    public void one() {
      block.fail(0, Subject.SMALL, Subject.ERROR);
      block.fail(0, Subject.SMALL, Subject.ERROR);
    }

    @Actor
    public void other() {
      block.fail(0, Subject.SMALL, Subject.ERROR);
      block.fail(0, Subject.LARGE, Subject.ANOTHER_ERROR);
    }

    @Arbiter
    public void sum(III_Result seen) {
      seen.r1 = Subject.errors(block, 0, Subject.ERROR);
      seen.r2 = Subject.errors(block, 0, Subject.ANOTHER_ERROR);
      seen.r3 = Subject.total(block, 0, true);
    }
  }

  /** Two workers count failures while there is no room: one in its own cell's stead. */
  @JCStressTest
  @Outcome(id = "2, 2, 4", expect = ACCEPTABLE, desc = "Each is counted, with its type.")
  @Outcome(expect = FORBIDDEN, desc = "The cell of all was not counted atomically, or twice.")
  @State
  public static class WithoutRoom {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 2, 1);
    private final CellBlock own = blocks.lease(Subject.worker(Thread.currentThread()), false);

    public WithoutRoom() {
      own.fail(0, Subject.SMALL, Subject.ERROR);
      blocks.room().limitTo(0);
    }

    @Actor
    public void owner() {
      own.fail(0, Subject.SMALL, Subject.ERROR);
      own.fail(0, Subject.LARGE, Subject.ANOTHER_ERROR);
    }

    @Actor
    public void other() {
      blocks.stripe(0).fail(0, Subject.LARGE, Subject.ANOTHER_ERROR);
    }

    @Arbiter
    public void sum(III_Result seen) {
      seen.r1 = Subject.errors(blocks, 0, Subject.ERROR);
      seen.r2 = Subject.errors(blocks, 0, Subject.ANOTHER_ERROR);
      seen.r3 = Subject.failures(blocks, 0);
    }
  }

  /** A lease is given back after its last failure while the next worker asks for one. */
  @JCStressTest
  @Outcome(id = "own, 3, 1", expect = ACCEPTABLE, desc = "The next continues what it finds.")
  @Outcome(id = "shared, 3, 1", expect = ACCEPTABLE, desc = "The next came too early and shares.")
  @Outcome(expect = FORBIDDEN, desc = "The next did not see the types of the one before it.")
  @State
  public static class HandOver {
    private final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 1, 1);
    private final Worker ending = Subject.worker(Thread.currentThread());
    private final Worker next = Subject.worker(Thread.currentThread());
    private final CellBlock leased = blocks.lease(ending, false);

    @Actor
    public void end() {
      leased.fail(0, Subject.SMALL, Subject.ERROR);
      leased.fail(0, Subject.SMALL, Subject.ERROR);
      blocks.release(ending);
    }

    @Actor
    public void next(LII_Result seen) {
      CellBlock block = blocks.lease(next, false);
      block.fail(0, Subject.SMALL, Subject.ERROR);
      block.fail(0, Subject.SMALL, Subject.ANOTHER_ERROR);
      seen.r1 = block == blocks.stripe(0) ? "shared" : "own";
    }

    @Arbiter
    public void sum(LII_Result seen) {
      seen.r2 = Subject.errors(blocks, 0, Subject.ERROR);
      seen.r3 = Subject.errors(blocks, 0, Subject.ANOTHER_ERROR);
    }
  }

  /** The types as read first, and the values as read after them, of two failures. */
  @Outcome(
      id = "(0, [012]|1, [12]|2, 2)",
      expect = ACCEPTABLE,
      desc = "At most as many types as values.")
  @Outcome(expect = FORBIDDEN, desc = "A type was seen before its value.")
  static class TypesFirst {
    private TypesFirst() {}

    static void write(CellBlock block) {
      block.fail(0, Subject.SMALL, Subject.ANOTHER_ERROR);
      block.fail(0, Subject.SMALL, Subject.ANOTHER_ERROR);
    }

    static void read(CellBlock block, II_Result seen) {
      for (int i = 0; i < 20 && seen.r1 == 0; i++) {
        seen.r1 = Subject.errors(block, 0, Subject.ANOTHER_ERROR);
      }
      seen.r2 = Subject.total(block, 0, true);
    }
  }

  @JCStressTest
  @JCStressMeta(TypesFirst.class)
  @State
  public static class ExclusiveTypesFirst {
    private final CellBlock block = Subject.block(false);

    @Actor
    public void write() {
      TypesFirst.write(block);
    }

    @Actor
    public void read(II_Result seen) {
      TypesFirst.read(block, seen);
    }
  }

  @JCStressTest
  @JCStressMeta(TypesFirst.class)
  @State
  public static class SharedTypesFirst {
    private final CellBlock block = Subject.block(true);

    @Actor
    public void write() {
      TypesFirst.write(block);
    }

    @Actor
    public void read(II_Result seen) {
      TypesFirst.read(block, seen);
    }
  }
}
