package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * A thread that has begun at least one operation.
 *
 * <p>Its thread writes and the sampler reads, with opaque access; a release publishes open frames.
 * Completions on other threads are counted atomically. The thread is held weakly.
 */
@SuppressWarnings("UnusedVariable") // fields are read through their handles
public class Worker extends Frame {
  private static final VarHandle DEPTH = handle("depth", int.class);
  private static final VarHandle COMPLETED = handle("completed", long.class);
  private static final VarHandle FAILED = handle("failed", long.class);
  private static final VarHandle COMPLETED_ELSEWHERE = handle("completedElsewhere", long.class);
  private static final VarHandle FAILED_ELSEWHERE = handle("failedElsewhere", long.class);
  private static final VarHandle LAST_ERROR = handle("lastError", ErrorType.class);

  private static final int FEWEST_SUCCESSES = 4;

  private final long number;
  private final long threadId;
  private final String firstName;
  private final WeakReference<Thread> thread;
  private final boolean virtual;
  private final Recording recording;
  private CellBlock block;

  // The cells of successes by operation, as this worker first uses them; own thread only.
  private Cell[] successes = new Cell[FEWEST_SUCCESSES];

  // Whether this thread ends operations that begin elsewhere; own thread only.
  private boolean endsOthers;

  // Whether it reads the name of an operation, so that what that calls is none; own thread only.
  boolean readsName;

  // Whether the sampler hears of this worker, and so gives back what it held; own thread only.
  private boolean listed = true;

  // The number of open frames: 0 for none, 1 for this one, more for nested ones. The probe writes
  // it itself where the stack may have no room for a call.
  int depth;

  // Decides when to check that the open frames' methods still run; own thread only.
  private final FrameCheck check = new FrameCheck();
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
    this.virtual = Threads.isVirtual(thread);
  }

  private static VarHandle handle(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Worker.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void writeTo(CellBlock leased) {
    block = leased;
  }

  Recording recording() {
    return recording;
  }

  /**
   * Enters an operation; own thread only.
   *
   * @return the frame to end it with, or null if the operation is already open on this thread
   */
  final Frame begin(int siteId, int operation) {
    if (depth != 0) {
      return beginNested(siteId, operation);
    }
    this.siteId = siteId;
    this.operation = operation;
    this.startTicks = Clock.ticks();
    DEPTH.setRelease(this, 1);
    return this;
  }

  /** The open frame with {@code below} others under it; own thread only. */
  final Frame frame(int below) {
    Frame frame = this;
    for (int i = 0; i < below; i++) {
      frame = frame.child();
    }
    return frame;
  }

  private Frame beginNested(int siteId, int operation) {
    if (check.isDue()) {
      DEPTH.setOpaque(this, check.depth(this, depth, siteId));
      if (depth == 0) {
        return begin(siteId, operation);
      }
    }
    Frame innermost = this;
    while (innermost.operation != operation) {
      if (innermost.below + 1 == depth) {
        Frame frame = innermost.nextChild();
        frame.siteId = siteId;
        frame.operation = operation;
        frame.startTicks = Clock.ticks();
        DEPTH.setRelease(this, depth + 1);
        return frame;
      }
      innermost = innermost.child();
    }
    check.dropped(innermost);
    return null;
  }

  /** Leaves the frame and everything above it; own thread only. */
  final void leave(Frame frame) {
    DEPTH.setOpaque(this, frame.below);
  }

  /** Counts a success on this worker's own thread. */
  final void succeeded(int operation, long nanos) {
    Cell[] cells = successes;
    Cell cell = operation < cells.length ? cells[operation] : null;
    if (cell == null) {
      cell = findCell(operation);
    }
    cell.record(nanos);
    COMPLETED.setOpaque(this, completed + 1);
  }

  /** Counts the latency of a success from its planned start, beside the success itself. */
  final void corrected(int number, long nanos) {
    Cell cell = number < successes.length ? successes[number] : null;
    if (cell == null) {
      cell = findCell(number);
    }
    cell.record(nanos);
  }

  private Cell findCell(int operation) {
    Cell cell = block.cell(operation, false);
    if (operation < successes.length || makeRoomFor(operation)) {
      successes[operation] = cell;
    }
    return cell;
  }

  /** Makes the array of successes longer, unless there is no room; the block is searched then. */
  private boolean makeRoomFor(int operation) {
    int length = Integer.highestOneBit(operation) * 2;
    long bytes = 4L * (length - successes.length);
    CellRoom room = recording.blocks().room();
    if (!listed || !room.admits(bytes)) {
      return false;
    }
    successes = Arrays.copyOf(successes, length);
    room.add(bytes);
    return true;
  }

  /** Says that the sampler will never hear of this worker; own thread only. */
  void isNotListed() {
    listed = false;
  }

  /** The bytes to give back when the thread has ended, which makes its last write visible. */
  long roomTaken() {
    return 4L * (successes.length - FEWEST_SUCCESSES);
  }

  final boolean isIdle() {
    return depth == 0;
  }

  final boolean endsOthers() {
    return endsOthers;
  }

  /** Says that this thread ends operations that begin elsewhere; own thread only. */
  final void endsOthersToo() {
    if (!endsOthers) {
      endsOthers = true;
      recording.hasThreadsThatDoBoth();
    }
  }

  /** Counts a failure on this worker's own thread. */
  @SuppressWarnings("ReferenceEquality") // another object is another type
  final void failed(int operation, long nanos, ErrorType error) {
    block.fail(operation, nanos, error);
    COMPLETED.setOpaque(this, completed + 1);
    FAILED.setOpaque(this, failed + 1);
    // The store of a reference runs the collector's barrier.
    if (lastError != error) {
      LAST_ERROR.setOpaque(this, error);
    }
  }

  /** Counts a completion of this worker's operation; any thread. */
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

  /** Whether the thread still runs; false also makes all its writes visible. */
  public boolean isAlive() {
    Thread live = thread.get();
    return live != null && live.isAlive();
  }

  /** Interrupts the thread if it still exists; throws what a thread class of the host throws. */
  public void interrupt() {
    Thread live = thread.get();
    if (live != null) {
      live.interrupt();
    }
  }

  /** Calls completed, including failed ones. */
  public long completed() {
    return (long) COMPLETED.getOpaque(this) + (long) COMPLETED_ELSEWHERE.getOpaque(this);
  }

  /** Calls failed. */
  public long failed() {
    return (long) FAILED.getOpaque(this) + (long) FAILED_ELSEWHERE.getOpaque(this);
  }

  /** The name of the last error's type, or null. */
  public String lastError() {
    ErrorType type = (ErrorType) LAST_ERROR.getOpaque(this);
    return type == null ? null : type.name();
  }

  /** The number of the innermost operation that the thread is inside of, or -1. */
  public final int currentOperation() {
    Frame innermost = innermost();
    return innermost == null ? -1 : innermost.operation;
  }

  /** The start tick of the innermost open operation; meaningless if there is none. */
  public final long currentStartTicks() {
    Frame innermost = innermost();
    return innermost == null ? startTicks : innermost.startTicks;
  }

  private Frame innermost() {
    // Acquire pairs with begin's release: the frames that the depth counts are visible.
    int open = (int) DEPTH.getAcquire(this);
    return open == 0 ? null : frame(open - 1);
  }

  /** Whether the thread is a virtual one. */
  public final boolean isVirtual() {
    return virtual;
  }

  /**
   * A worker of a platform thread, padded. Once the collector has moved it, the next object in
   * memory is another worker's, which another core writes at every operation.
   */
  @SuppressWarnings("unused")
  static final class Padded extends Worker {
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;
    private long p07;
    private long p08;
    private long p09;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
    private long p15;
    private long p16;

    Padded(Recording recording, long number, Thread thread) {
      super(recording, number, thread);
    }
  }
}
