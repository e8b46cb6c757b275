package org.benchmonitor.bootstrap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Errors that are kept while the sampler takes them. */
public class ErrorRing {
  private ErrorRing() {}

  /** Two threads want the same free slot. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first has it.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The other has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both fill one slot, or none does.")
  @State
  public static class Claim {
    private final ErrorSlot slot = new ErrorSlot();

    @Actor
    public void one(II_Result seen) {
      seen.r1 = slot.claim() ? 1 : 0;
    }

    @Actor
    public void other(II_Result seen) {
      seen.r2 = slot.claim() ? 1 : 0;
    }
  }

  /** A slot that is filled while the sampler looks into it. */
  @JCStressTest
  @Outcome(id = "nothing, 0", expect = ACCEPTABLE, desc = "Not full yet: the next look has it.")
  @Outcome(id = "stress, 7", expect = ACCEPTABLE, desc = "The whole error.")
  @Outcome(expect = FORBIDDEN, desc = "A slot was taken with parts of an error.")
  @State
  public static class Fill {
    private final ErrorSlot slot = new ErrorSlot();

    @Actor
    public void fill() {
      if (slot.claim()) {
        slot.fill(Subject.ERROR, 7, null, null);
      }
    }

    @Actor
    public void take(LI_Result seen) {
      seen.r1 = "nothing";
      if (slot.take()) {
        ErrorType type = slot.type();
        seen.r1 = type == null ? "no type" : type.name();
        seen.r2 = slot.operation();
        slot.free();
      }
    }
  }

  /** A slot is freed by the sampler while a worker wants to fill it again. */
  @JCStressTest
  @Outcome(id = "stress, 7", expect = ACCEPTABLE, desc = "Still taken: counted, without a sample.")
  @Outcome(id = "again, 8", expect = ACCEPTABLE, desc = "Freed in time: the new error, whole.")
  @Outcome(expect = FORBIDDEN, desc = "The freeing thread emptied the new error, or mixed both.")
  @State
  public static class Refill {
    private static final ErrorType AGAIN = new ErrorType(2, "again", "again");
    private final ErrorSlot slot = new ErrorSlot();
    private boolean refilled;
    private String takenType;
    private int takenOperation;

    public Refill() {
      slot.claim();
      slot.fill(Subject.ERROR, 7, null, null);
    }

    @Actor
    public void free() {
      if (slot.take()) {
        takenType = slot.type().name();
        takenOperation = slot.operation();
        slot.free();
      }
    }

    @Actor
    public void fill() {
      if (slot.claim()) {
        slot.fill(AGAIN, 8, null, null);
        refilled = true;
      }
    }

    @Arbiter
    public void look(LI_Result seen) {
      seen.r1 = refilled && slot.take() ? typeName(slot.type()) : takenType;
      seen.r2 = refilled ? slot.operation() : takenOperation;
    }

    private static String typeName(ErrorType type) {
      return type == null ? "no type" : type.name();
    }
  }
}
