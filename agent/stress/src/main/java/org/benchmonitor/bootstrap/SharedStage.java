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

/** Operations that wait for one stage behind the first of them, while it completes. */
public class SharedStage {
  private SharedStage() {}

  private static AsyncOperation operation(Worker worker, Object stage) {
    Frame frame = Subject.begin(worker, 0);
    AsyncOperation operation = new AsyncOperation(frame, stage);
    worker.leave(frame);
    return operation;
  }

  /** One more operation returns the stage while it completes. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "It joined, and completed with the first.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was too late, and is left to its caller.")
  @Outcome(expect = FORBIDDEN, desc = "An operation is lost, or completed twice.")
  @State
  public static class JoinAndComplete {
    private final Object stage = new Object();
    private final Worker worker = Subject.worker(Thread.currentThread());
    private final AsyncOperation first = operation(worker, stage);
    private final AsyncOperation second = operation(worker, stage);

    @Actor
    public void join(II_Result seen) {
      seen.r1 = first.join(second) ? 1 : 0;
    }

    @Actor
    public void complete() {
      first.accept(null, null);
    }

    @Arbiter
    public void sum(II_Result seen) {
      seen.r2 = (int) worker.completed();
    }
  }

  /** Two operations return the stage at once, before it completes. */
  @JCStressTest
  @Outcome(id = "1, 1, 3", expect = ACCEPTABLE, desc = "Both joined, and all three completed.")
  @Outcome(expect = FORBIDDEN, desc = "One displaced the other.")
  @State
  public static class TwoJoin {
    private final Object stage = new Object();
    private final Worker worker = Subject.worker(Thread.currentThread());
    private final AsyncOperation first = operation(worker, stage);
    private final AsyncOperation second = operation(worker, stage);
    private final AsyncOperation third = operation(worker, stage);

    @Actor
    public void one(III_Result seen) {
      seen.r1 = first.join(second) ? 1 : 0;
    }

    @Actor
    public void other(III_Result seen) {
      seen.r2 = first.join(third) ? 1 : 0;
    }

    @Arbiter
    public void sum(III_Result seen) {
      first.accept(null, null);
      seen.r3 = (int) worker.completed();
    }
  }
}
