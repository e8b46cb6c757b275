package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One instrumented pattern in one method; immutable but for its counts of failures. */
public final class Site {
  /** After so many failures of the probe a site turns itself off. */
  static final int MOST_FAILURES = 100;

  private final int operation;
  private final ArgumentNames names;
  private final ResultRule rule;
  private final AtomicLong suppressed = new AtomicLong();
  private final LongAdder withoutCallback = new LongAdder();
  private final AtomicLong ruleFailures = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final LongAdder stagesBeyond = new LongAdder();
  private final InstrumentedMethod method;
  private final Callbacks callbacks;
  private int id;
  private volatile boolean off;
  private volatile boolean retired;

  Site(int operation, ArgumentNames names, ResultRule rule, InstrumentedMethod method) {
    this.operation = operation;
    this.names = names;
    this.rule = rule;
    this.method = method;
    this.callbacks = new Callbacks(method);
  }

  /** Called once, before the site is published. */
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

  int operation(Object argument) {
    return names == null ? operation : names.number(argument);
  }

  ResultRule rule() {
    return rule;
  }

  boolean isOff() {
    return off || retired;
  }

  /** Turns the site off until it is wanted again; it keeps its number and its counts. */
  void retire(boolean now) {
    retired = now;
  }

  void suppress() {
    if (suppressed.incrementAndGet() >= MOST_FAILURES) {
      off = true;
      Sites.setState(id, Sites.OFF);
    }
  }

  /** The method that it is woven into, or null if that is not known. */
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

  void countWithoutCallback() {
    withoutCallback.increment();
  }

  void countRuleFailure() {
    ruleFailures.incrementAndGet();
  }

  /** Calls whose rule failed; they are counted as successes. */
  public long ruleFailures() {
    return ruleFailures.get();
  }

  /** Failures of the probe itself at this site, none of which reached the host. */
  public long suppressed() {
    return suppressed.get();
  }

  /** Calls whose callback could not be waited for and that were timed until they returned. */
  public long withoutCallback() {
    return withoutCallback.sum();
  }

  /** Why callbacks could not be waited for, of the last class of which it was seen; or null. */
  public String callbackNote() {
    return callbacks.note();
  }

  /** Calls that may be missing, because the host's stack or heap had no room for the probe. */
  public long lost() {
    return lost.get();
  }

  /** Calls that returned a stage on which too many waited already, timed until they returned. */
  public long stagesBeyond() {
    return stagesBeyond.sum();
  }
}
