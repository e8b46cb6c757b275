package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A cell that one thread writes to while another reads it. */
public class ReadWhileWritten {
  private ReadWhileWritten() {}

  /** Reads until something is written, or not for long: most readings then meet the writer. */
  private static CellCounts readOnceWritten(Cell cell) {
    CellCounts counts = Subject.read(cell);
    for (int i = 0; i < 20 && counts.total() == 0; i++) {
      counts = Subject.read(cell);
    }
    return counts;
  }

  /** The total of two readings while one counter goes from 0 to 2. */
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both readings came before the first count.")
  @Outcome(id = "0, [12]", expect = ACCEPTABLE, desc = "The first reading came before all counts.")
  @Outcome(id = "1, [12]", expect = ACCEPTABLE, desc = "The first reading came between the counts.")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both readings came after the last count.")
  @Outcome(expect = FORBIDDEN, desc = "A counter went down, or was ahead of what was written.")
  static class Totals {
    private Totals() {}

    static void write(Cell cell) {
      cell.record(Subject.SMALL);
      cell.record(Subject.SMALL);
    }

    static void read(Cell cell, II_Result seen) {
      seen.r1 = (int) readOnceWritten(cell).total();
      seen.r2 = (int) Subject.read(cell).total();
    }
  }

  @JCStressTest
  @JCStressMeta(Totals.class)
  @State
  public static class ExclusiveTotals {
    private final Cell cell = Subject.cell(false);

    @Actor
    public void write() {
      Totals.write(cell);
    }

    @Actor
    public void read(II_Result seen) {
      Totals.read(cell, seen);
    }
  }

  @JCStressTest
  @JCStressMeta(Totals.class)
  @State
  public static class SharedTotals {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void write() {
      Totals.write(cell);
    }

    @Actor
    public void read(II_Result seen) {
      Totals.read(cell, seen);
    }
  }

  /** The extremes of two readings, as steps: none, the first value, the more extreme one. */
  @Outcome(
      id = "(0, [012]|1, [12]|2, 2), (0, [012]|1, [12]|2, 2)",
      expect = ACCEPTABLE,
      desc = "Each extreme is none yet or one that was written, and later readings are as wide.")
  @Outcome(expect = FORBIDDEN, desc = "An extreme narrowed, or is of no value that was written.")
  static class Extremes {
    private static final long[] MINIMA = {Long.MAX_VALUE, 500, 3};
    private static final long[] MAXIMA = {0, 500, Subject.LARGE};

    private Extremes() {}

    static void write(Cell cell) {
      cell.record(500);
      cell.record(Subject.LARGE);
      cell.record(3);
    }

    static void read(Cell cell, IIII_Result seen) {
      CellCounts first = readOnceWritten(cell);
      CellCounts second = Subject.read(cell);
      seen.r1 = step(MINIMA, first.min());
      seen.r2 = step(MINIMA, second.min());
      seen.r3 = step(MAXIMA, first.max());
      seen.r4 = step(MAXIMA, second.max());
    }

    private static int step(long[] steps, long nanos) {
      for (int i = 0; i < steps.length; i++) {
        if (steps[i] == nanos) {
          return i;
        }
      }
      return -1;
    }
  }

  @JCStressTest
  @JCStressMeta(Extremes.class)
  @State
  public static class ExclusiveExtremes {
    private final Cell cell = Subject.cell(false);

    @Actor
    public void write() {
      Extremes.write(cell);
    }

    @Actor
    public void read(IIII_Result seen) {
      Extremes.read(cell, seen);
    }
  }

  @JCStressTest
  @JCStressMeta(Extremes.class)
  @State
  public static class SharedExtremes {
    private final Cell cell = Subject.cell(true);

    @Actor
    public void write() {
      Extremes.write(cell);
    }

    @Actor
    public void read(IIII_Result seen) {
      Extremes.read(cell, seen);
    }
  }
}
