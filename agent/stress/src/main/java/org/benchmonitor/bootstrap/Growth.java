package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Pages, cells and octaves that are made while others write or read. */
public class Growth {
  private Growth() {}

  /** Two threads need the same octave at once, and go on in it. */
  @JCStressTest
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "One octave won and has all counts.")
  @Outcome(expect = FORBIDDEN, desc = "A count is lost, in the octave that lost or in an add.")
  @State
  public static class SameCounter {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void one() {
      cell.record(Subject.SMALL);
      cell.record(Subject.SMALL);
    }

    @Actor
    public void other() {
      cell.record(Subject.SMALL);
      cell.record(Subject.SMALL);
    }

    @Arbiter
    public void sum(I_Result seen) {
      seen.r1 = Subject.total(cell);
    }
  }

  /** Two threads make one octave for two of its counters. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both counts are in the octave that won.")
  @Outcome(expect = FORBIDDEN, desc = "A count went into an octave that nobody reads.")
  @State
  public static class SameOctave {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void one() {
      cell.record(Subject.SMALL);
    }

    @Actor
    public void other() {
      cell.record(Subject.SMALL + 1);
    }

    @Arbiter
    public void sum(II_Result seen) {
      CellCounts counts = Subject.read(cell);
      seen.r1 = Subject.countOf(counts, Subject.SMALL);
      seen.r2 = Subject.countOf(counts, Subject.SMALL + 1);
    }
  }

  /** Two threads widen the extremes of a shared cell, one way each. */
  @JCStressTest
  @Outcome(id = "2, 5, 1000000", expect = ACCEPTABLE, desc = "Both values count and bound.")
  @Outcome(expect = FORBIDDEN, desc = "A count or an extreme is lost.")
  @State
  public static class TwoOctaves {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void small() {
      cell.record(Subject.SMALL);
    }

    @Actor
    public void large() {
      cell.record(Subject.LARGE);
    }

    @Arbiter
    public void sum(III_Result seen) {
      CellCounts counts = Subject.read(cell);
      seen.r1 = (int) counts.total();
      seen.r2 = (int) counts.min();
      seen.r3 = (int) counts.max();
    }
  }

  /** Two threads widen the same extreme of a shared cell. */
  @JCStressTest
  @Outcome(id = "1000000", expect = ACCEPTABLE, desc = "The higher value is the maximum.")
  @Outcome(expect = FORBIDDEN, desc = "The lower value overwrote the higher one.")
  @State
  public static class SameExtreme {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void lower() {
      cell.record(Subject.LARGE - 500_000);
    }

    @Actor
    public void higher() {
      cell.record(Subject.LARGE);
    }

    @Arbiter
    public void sum(I_Result seen) {
      seen.r1 = (int) Subject.read(cell).max();
    }
  }

  /** A reading walks the octaves upwards while a writer makes a low and then a high one. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Read before both octaves.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Read between the octaves.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Read after both counts.")
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE,
      desc = "The low octave was read before both counts, the high one after: the next has it.")
  @Outcome(expect = FORBIDDEN, desc = "A fresh octave held something else than zeros.")
  @State
  public static class ReadOctaves {
    private final Cell cell = Subject.cell(false);

    @Actor
    public void write() {
      cell.record(Subject.SMALL);
      cell.record(Subject.LARGE);
    }

    @Actor
    public void read(II_Result seen) {
      CellCounts counts = Subject.read(cell);
      seen.r1 = Subject.countOf(counts, Subject.SMALL);
      seen.r2 = Subject.countOf(counts, Subject.LARGE);
    }
  }

  /** Two threads of one stripe use an operation, and its failures, for the first time. */
  @JCStressTest
  @Outcome(id = "2, 1, 1", expect = ACCEPTABLE, desc = "Page and cells were made once.")
  @Outcome(expect = FORBIDDEN, desc = "A count went into a page or cell that nobody reads.")
  @State
  public static class SharedBlock {
    private final CellBlock block = Subject.block(true);

    @Actor
    public void one() {
      block.succeed(0, Subject.SMALL);
      block.fail(0, Subject.SMALL, Subject.ERROR);
    }

    @Actor
    public void other() {
      block.succeed(0, Subject.LARGE);
      block.succeed(1, Subject.LARGE);
    }

    @Arbiter
    public void sum(III_Result seen) {
      seen.r1 = Subject.total(block, 0, false);
      seen.r2 = Subject.total(block, 0, true);
      seen.r3 = Subject.total(block, 1, false);
    }
  }

  /** A reader looks for a later operation first, then for an earlier one. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Read before both operations.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The later one was not there when looked for.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Read after both operations.")
  @Outcome(expect = FORBIDDEN, desc = "A cell was visible before what its writer had done earlier.")
  @State
  public static class ReadBlock {
    private final CellBlock block = Subject.block(false);

    @Actor
    public void write() {
      block.succeed(0, Subject.SMALL);
      block.succeed(500, Subject.LARGE);
    }

    @Actor
    public void read(II_Result seen) {
      seen.r1 = Subject.total(block, 500, false);
      seen.r2 = Subject.total(block, 0, false);
    }
  }

  /** Two leased blocks, whose room a test ends. */
  static class WithoutRoom {
    final CellBlocks blocks = new CellBlocks(Subject.LAYOUT, 2, 1);
    final CellBlock one = blocks.lease(Subject.worker(Thread.currentThread()), false);
    final CellBlock other = blocks.lease(Subject.worker(Thread.currentThread()), false);
  }

  /** Two workers need a cell of the same operation, and neither has room for one. */
  @JCStressTest
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "Both found the one cell of all.")
  @Outcome(expect = FORBIDDEN, desc = "A count is lost, or counted in two blocks.")
  @State
  public static class NoRoomForCells extends WithoutRoom {
    public NoRoomForCells() {
      blocks.room().limitTo(0);
    }

    @Actor
    public void one() {
      one.succeed(0, Subject.SMALL);
      one.succeed(0, Subject.LARGE);
    }

    @Actor
    public void other() {
      other.succeed(0, Subject.SMALL);
    }

    @Arbiter
    public void sum(I_Result seen) {
      seen.r1 = Subject.total(blocks, 0);
    }
  }

  /** A reader adds up all blocks while one without room counts. */
  @JCStressTest
  @Outcome(
      id = {"0, 2", "1, 2", "2, 2"},
      expect = ACCEPTABLE,
      desc = "Each count is seen once or not yet.")
  @Outcome(expect = FORBIDDEN, desc = "A count is seen in two blocks, or lost.")
  @State
  public static class ReadWithoutRoom extends WithoutRoom {
    public ReadWithoutRoom() {
      blocks.room().limitTo(0);
    }

    @Actor
    public void write() {
      one.succeed(0, Subject.SMALL);
      one.succeed(0, Subject.SMALL);
    }

    @Actor
    public void read(II_Result seen) {
      seen.r1 = Subject.total(blocks, 0);
    }

    @Arbiter
    public void sum(II_Result seen) {
      seen.r2 = Subject.total(blocks, 0);
    }
  }

  /** The room ends while a worker counts into octaves of its own, and then into those of all. */
  @JCStressTest
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "Each value is in one cell.")
  @Outcome(expect = FORBIDDEN, desc = "A count is lost, or counted in two cells.")
  @State
  public static class NoRoomForOctaves extends WithoutRoom {
    @Actor
    public void one() {
      one.succeed(0, Subject.SMALL);
      one.succeed(0, Subject.LARGE);
      one.succeed(0, Subject.SMALL);
      one.succeed(0, Subject.LARGE);
    }

    @Actor
    public void end() {
      blocks.room().limitTo(0);
      other.succeed(0, Subject.LARGE);
    }

    @Arbiter
    public void sum(I_Result seen) {
      seen.r1 = Subject.total(blocks, 0);
    }
  }
}
