package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One pattern in one instrumented method. Any thread; counts are atomic. */
public final class Site {
  /** The number of the probe's failures after which a site turns itself off. */
  static final int MOST_FAILURES = 100;

  private final int operation;
  private final ArgumentNames names;
  private final ResultRule rule;
  private final AtomicLong suppressed = new AtomicLong();
  private final LongAdder withoutCallback = new LongAdder();
  private final AtomicLong ruleFailures = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final LongAdder stagesBeyond = new LongAdder();
  private final LongAdder notAwaited = new LongAdder();
  private final LongAdder unplanned = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final LongAdder unnamed = new LongAdder();
  private final InstrumentedMethod method;
  private final Recording trial;
  private final Callbacks callbacks;
  private final PairSite pairs;
  private volatile Correction correction;

  /** Of the first that came; of two at once either. */
  private volatile String unnamedReason;

  private int id;
  private volatile boolean off;
  private volatile boolean retired;

  /**
   * Makes it.
   *
   * @param trial null but where the method is only tried
   * @param pairs null for plain calls
   */
  Site(
      int operation,
      ArgumentNames names,
      ResultRule rule,
      InstrumentedMethod method,
      Recording trial,
      PairSite pairs) {
    this.pairs = pairs;
    this.operation = operation;
    this.names = names;
    this.rule = rule;
    this.method = method;
    this.trial = trial;
    this.callbacks = new Callbacks(method);
  }

  /** Sets the number; called once, before the site is published. */
  void number(int number) {
    id = number;
  }

  /** The constant that the instrumented method passes to the probe. */
  public int id() {
    return id;
  }

  int operation() {
    return operation;
  }

  /**
   * The operation of a call on a worker's own thread.
   *
   * @param value what its name begins with; any for a fixed name
   * @return -1 for a call that is none, because reading a name made it
   */
  int operation(Worker worker, Object value) {
    if (names == null) {
      return operation;
    }
    return names.path() == null ? names.number(value) : operationByPath(worker, value);
  }

  private int operationByPath(Worker worker, Object value) {
    if (worker.readsName) {
      return -1;
    }
    Object name = null;
    String reason = "it was null";
    worker.readsName = true;
    try {
      name = names.path().from(value);
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      // The host's own methods are on the path.
      reason = unreadable.getMessage();
    } finally {
      worker.readsName = false;
    }
    if (name == null) {
      if (unnamedReason == null) {
        unnamedReason = reason;
      }
      unnamed.increment();
    }
    return names.number(name == null ? OperationTable.UNNAMED : name);
  }

  /** Says how its operations are corrected in the table, or not with null. */
  void correct(OperationTable operations, Correction by) {
    if (names == null) {
      operations.correct(operation, by);
    } else {
      names.correct(by);
    }
  }

  void setCorrection(Correction by) {
    correction = by;
  }

  /** How the latencies of its operations are corrected, or null. */
  Correction correction() {
    return correction;
  }

  ResultRule rule() {
    return rule;
  }

  /** What the calls are counted into instead of the installed recording, or null. */
  Recording trial() {
    return trial;
  }

  boolean isOff() {
    return off || retired;
  }

  /** Turns the site off or on again; it keeps its number and its counts. */
  void retire(boolean now) {
    retired = now;
  }

  void suppress() {
    if (suppressed.incrementAndGet() >= MOST_FAILURES) {
      off = true;
      Sites.setState(id, Sites.OFF);
    }
  }

  /** How its calls are paired or what they hand over; null for a site of plain calls. */
  PairSite pairs() {
    return pairs;
  }

  /** The instrumented method, or null if it is not known. */
  InstrumentedMethod method() {
    return method;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  void countLost(long calls) {
    lost.addAndGet(calls);
  }

  void countStageBeyond() {
    stagesBeyond.increment();
  }

  void countNotAwaited() {
    notAwaited.increment();
  }

  void countWithoutCallback() {
    withoutCallback.increment();
  }

  void countRuleFailure() {
    ruleFailures.incrementAndGet();
  }

  void countUnplanned() {
    unplanned.increment();
  }

  void countEarly() {
    early.increment();
  }

  /** Calls that told no planned start, and are in no corrected latency. */
  public long unplanned() {
    return unplanned.sum();
  }

  /** Calls that began before their planned start, and are taken to have waited for nothing. */
  public long early() {
    return early.sum();
  }

  /** Calls whose name could not be read. */
  public long unnamed() {
    return unnamed.sum();
  }

  /** Why the first of them could not; null if there is none. */
  public String unnamedReason() {
    return unnamedReason;
  }

  /** Calls whose rule failed; they count as successes. */
  public long ruleFailures() {
    return ruleFailures.get();
  }

  /** Failures of the probe at this site, none of which reached the host. */
  public long suppressed() {
    return suppressed.get();
  }

  /** Calls that were timed until they returned, because no callback could be waited for. */
  public long withoutCallback() {
    return withoutCallback.sum();
  }

  /** Why callbacks of the most recently refused class could not be waited for; or null. */
  public String callbackNote() {
    return callbacks.note();
  }

  /** Calls that may be missing because the host's stack or heap had no room for the probe. */
  public long lost() {
    return lost.get();
  }

  /** Calls that were timed until they returned, because too many waited for their stage. */
  public long stagesBeyond() {
    return stagesBeyond.sum();
  }

  /** Calls that were timed until they returned, though what they returned ends later. */
  public long notAwaited() {
    return notAwaited.sum();
  }
}
