package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * A thread that has begun at least one operation.
 *
 * <p>Written by its own thread (opaque), read by the sampler (opaque). The counters for completions
 * on other threads are atomic. The thread is held weakly: a worker never keeps a thread alive.
 */
@SuppressWarnings("UnusedVariable") // fields are read through their handles
public final class Worker {
  private static final VarHandle TOP = handle("top", Frame.class);
  private static final VarHandle COMPLETED = handle("completed", long.class);
  private static final VarHandle FAILED = handle("failed", long.class);
  private static final VarHandle COMPLETED_ELSEWHERE = handle("completedElsewhere", long.class);
  private static final VarHandle FAILED_ELSEWHERE = handle("failedElsewhere", long.class);
  private static final VarHandle LAST_ERROR = handle("lastError", ErrorType.class);

  private final long number;
  private final long threadId;
  private final String firstName;
  private final WeakReference<Thread> thread;
  private final Recording recording;
  private final Frame root;
  private Block block;

  private Frame top;
  private long completed;
  private long failed;
  private long completedElsewhere;
  private long failedElsewhere;
  private ErrorType lastError;

  Worker(Recording recording, long number, Thread thread) {
    this.recording = recording;
    this.number = number;
    this.threadId = Threads.id(thread);
    this.firstName = thread.getName();
    this.thread = new WeakReference<>(thread);
    this.root = new Frame(this, null);
    this.top = root;
  }

  private static VarHandle handle(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Worker.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void writeTo(Block leased) {
    block = leased;
  }

  Recording recording() {
    return recording;
  }

  /**
   * Enters an operation; own thread only.
   *
   * @return the frame to end it with, or null if the same operation is already open on this thread
   */
  Frame begin(Site site, int operation) {
    Frame parent = top;
    for (Frame open = parent; open != root; open = open.parent) {
      if (open.operation == operation) {
        return null;
      }
    }
    Frame frame = parent.nextChild();
    frame.site = site;
    if (frame.operation != operation) {
      frame.operation = operation;
      frame.successes = block.cell(operation, false);
    }
    frame.startTicks = Clock.ticks();
    TOP.setRelease(this, frame);
    return frame;
  }

  /** Leaves the frame and everything above it; own thread only. */
  void leave(Frame frame) {
    TOP.setOpaque(this, frame.parent);
  }

  /** Counts the success of a frame on this worker's own thread. */
  void succeeded(Frame frame, long nanos) {
    frame.successes.record(nanos);
    COMPLETED.setOpaque(this, completed + 1);
  }

  /** Counts the failure of a frame on this worker's own thread. */
  void failed(Frame frame, long nanos, ErrorType error) {
    block.record(frame.operation, true, nanos);
    COMPLETED.setOpaque(this, completed + 1);
    FAILED.setOpaque(this, failed + 1);
    LAST_ERROR.setOpaque(this, error);
  }

  /** Counts a completion of this worker's operation on any thread. */
  void completedElsewhere(ErrorType error) {
    COMPLETED_ELSEWHERE.getAndAdd(this, 1L);
    if (error != null) {
      FAILED_ELSEWHERE.getAndAdd(this, 1L);
      LAST_ERROR.setOpaque(this, error);
    }
  }

  /** The worker's number in the order of first operations, from 1. */
  public long number() {
    return number;
  }

  public long threadId() {
    return threadId;
  }

  /** The name of the thread now, or at its first operation if it has ended. */
  public String threadName() {
    Thread live = thread.get();
    return live == null ? firstName : live.getName();
  }

  /** Whether the thread is still running; false also makes all its writes visible. */
  public boolean isAlive() {
    Thread live = thread.get();
    return live != null && live.isAlive();
  }

  /** Operations completed, failed ones included. */
  public long completed() {
    return (long) COMPLETED.getOpaque(this) + (long) COMPLETED_ELSEWHERE.getOpaque(this);
  }

  /** Operations failed. */
  public long failed() {
    return (long) FAILED.getOpaque(this) + (long) FAILED_ELSEWHERE.getOpaque(this);
  }

  /** The type of the last error, or null. */
  public String lastError() {
    ErrorType type = (ErrorType) LAST_ERROR.getOpaque(this);
    return type == null ? null : type.name();
  }

  /** The number of the innermost operation that the thread is inside of, or -1. */
  public int currentOperation() {
    return ((Frame) TOP.getAcquire(this)).operation;
  }

  /** The start tick of the innermost open operation; meaningless if there is none. */
  public long currentStartTicks() {
    return ((Frame) TOP.getAcquire(this)).startTicks;
  }
}
