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

/** Operations that begin and end on different threads, by the table that ties them. */
public class PairedOperations {
  private static final long LONG = 3_600_000_000_000L;

  private PairedOperations() {}

  /** A table, its pairs, and what became of them. */
  private static class Table {
    final PairOperation of;
    final PairTable table = new PairTable(0);
    final Worker worker = Subject.worker(Thread.currentThread());
    final Object key = new Object();

    Table(boolean ordered, boolean restarts, long timeout) {
      of = new PairOperation(ordered, restarts, true, timeout);
    }

    Pair start(Object object, long number) {
      int group = PairKey.groupHash(of, object, null);
      return new Pair(of, worker, 0, 0, group, PairKey.hash(group, number), object, number, null);
    }

    /** The operations that the start has completed: 1 if its end waited. */
    int put(Object object, long number) {
      Pair before = table.put(start(object, number), object, number, null);
      return before != null && before.isEnd() && before.of == of ? 1 : 0;
    }

    boolean enter(long number) {
      return table.put(start(key, number), key, number, null) == null;
    }

    /** The operations that the end has completed; it waits if there is none. */
    int end(Object object, long number) {
      int group = PairKey.groupHash(of, object, null);
      int hash = PairKey.hash(group, number);
      if (table.take(of, group, hash, object, number, null) != null) {
        return 1;
      }
      Pair end = new Pair(of, 0, null, group, hash, object, number, null);
      Pair start = table.put(end, object, number, null);
      return start != null && start.of == of && !start.isEnd() ? 1 : 0;
    }

    int take(long number) {
      int group = PairKey.groupHash(of, key, null);
      return table.take(of, group, PairKey.hash(group, number), key, number, null) == null ? 0 : 1;
    }

    int takeUpTo(long number) {
      int taken = 0;
      int group = PairKey.groupHash(of, key, null);
      for (Pair one = table.takeUpTo(of, group, key, number, null); one != null; one = one.next) {
        taken++;
      }
      return taken;
    }
  }

  /** An end that may come before its start. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The end waited for its start.")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The end found its start.")
  @Outcome(expect = FORBIDDEN, desc = "It is lost, counted twice, or still under way.")
  @State
  public static class StartAndEnd {
    private final Table pairs = new Table(false, false, LONG);

    @Actor
    public void start(III_Result seen) {
      seen.r1 = pairs.put(pairs.key, 1);
    }

    @Actor
    public void end(III_Result seen) {
      seen.r2 = pairs.end(pairs.key, 1);
    }

    @Arbiter
    public void left(III_Result seen) {
      seen.r3 = (int) pairs.table.count();
    }
  }

  /** A key that is used again while its operation ends. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The start came again, and belongs to the one.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The operation had ended; another has begun.")
  @Outcome(expect = FORBIDDEN, desc = "An operation is lost, or ended twice.")
  @State
  public static class Reuse {
    private final Table pairs = new Table(false, false, LONG);

    public Reuse() {
      pairs.put(pairs.key, 1);
    }

    @Actor
    public void end(II_Result seen) {
      seen.r1 = pairs.take(1);
    }

    @Actor
    public void startAgain() {
      pairs.put(pairs.key, 1);
    }

    @Arbiter
    public void left(II_Result seen) {
      seen.r2 = (int) pairs.table.count();
    }
  }

  /** Two ends of one operation. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them ends it.")
  @Outcome(expect = FORBIDDEN, desc = "Both do, or none.")
  @State
  public static class TwoEnds {
    private final Table pairs = new Table(true, false, LONG);

    public TwoEnds() {
      pairs.put(pairs.key, 1);
    }

    @Actor
    public void single(II_Result seen) {
      seen.r1 = pairs.take(1);
    }

    @Actor
    public void upTo(II_Result seen) {
      seen.r2 = pairs.takeUpTo(5);
    }
  }

  /** An operation that is given up while it ends. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It has ended.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was given up.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or none.")
  @State
  public static class SweepAndEnd {
    private final Table pairs = new Table(false, false, -1);

    public SweepAndEnd() {
      pairs.put(pairs.key, 1);
    }

    @Actor
    public void end(II_Result seen) {
      seen.r1 = pairs.take(1);
    }

    @Actor
    public void sweep() {
      pairs.table.sweep(1_000);
    }

    @Arbiter
    public void givenUp(II_Result seen) {
      seen.r2 = (int) pairs.of.neverEnded();
    }
  }

  /** Two starts where there is room for one. */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 8", "0, 1, 8"},
      expect = ACCEPTABLE,
      desc = "One is under way; the other is told so.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or none.")
  @State
  public static class Overflow {
    private final Table pairs = new Table(true, false, LONG);

    public Overflow() {
      for (int i = 0; i < 7; i++) {
        pairs.enter(i);
      }
    }

    @Actor
    public void one(III_Result seen) {
      seen.r1 = pairs.enter(100) ? 1 : 0;
    }

    @Actor
    public void other(III_Result seen) {
      seen.r2 = pairs.enter(101) ? 1 : 0;
    }

    @Arbiter
    public void left(III_Result seen) {
      seen.r3 = (int) pairs.table.count();
    }
  }
}
