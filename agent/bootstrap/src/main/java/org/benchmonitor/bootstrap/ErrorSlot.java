package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One slot of the error ring: free, claimed by a worker, full, then freed by the sampler.
 *
 * <p>A compare-and-set claims it and release writes publish the other states. The fields are plain
 * and belong to whoever holds the state.
 */
public final class ErrorSlot {
  private static final VarHandle STATE;
  private static final int FREE = 0;
  private static final int CLAIMED = 1;
  private static final int FULL = 2;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(ErrorSlot.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through STATE
  private int state;

  private ErrorType type;
  private int operation;
  private Worker worker;
  private Throwable thrown;
  private long ticks;

  ErrorSlot() {}

  boolean claim() {
    // Looked at first: a compare-and-set takes the line from all other threads even if it fails.
    return (int) STATE.getOpaque(this) == FREE && STATE.compareAndSet(this, FREE, CLAIMED);
  }

  void fill(ErrorType errorType, int operationNumber, Worker by, Throwable error) {
    type = errorType;
    operation = operationNumber;
    worker = by;
    thrown = error;
    ticks = Clock.ticks();
    STATE.setRelease(this, FULL);
  }

  /** Takes a full slot for reading; only one of several readers succeeds. */
  boolean take() {
    return STATE.compareAndSet(this, FULL, CLAIMED);
  }

  void free() {
    empty();
    STATE.setRelease(this, FREE);
  }

  /** Makes the slot unclaimable; one that a worker is filling stays filled. */
  void close() {
    if (take()) {
      empty();
    } else {
      claim();
    }
  }

  private void empty() {
    type = null;
    worker = null;
    thrown = null;
  }

  public ErrorType type() {
    return type;
  }

  public int operation() {
    return operation;
  }

  public Worker worker() {
    return worker;
  }

  /** The exception, or null for a failure that was returned. */
  public Throwable thrown() {
    return thrown;
  }

  /** The clock tick of the error. The wall clock may step; the sampler knows the time of a tick. */
  public long ticks() {
    return ticks;
  }
}
