package org.benchmonitor.bootstrap;

/**
 * What advice calls: {@link Probe} behind types that every class loader has.
 *
 * <p>In a host this class is {@code java.lang.$BenchMonitor}, a class of java.base: the agent
 * renames it when it defines it. Module loaders such as OSGi's and JBoss's hide every package that
 * is not imported, but none can hide {@code java.lang}, and every named module reads java.base. So
 * no signature here may name a type of the agent.
 *
 * <p>Any thread of the host; each method only forwards the call. The casts are free once compiled:
 * after inlining, the JIT sees {@link Probe}'s own return types.
 */
public final class Facade {
  private Facade() {}

  /** {@link Probe#enter}. */
  public static Object enter(int siteId) {
    return Probe.enter(siteId);
  }

  /** {@link Probe#enterNamed}. */
  public static Object enterNamed(int siteId, Object argument) {
    return Probe.enterNamed(siteId, argument);
  }

  /** {@link Probe#enterSuspending}. */
  public static Object enterSuspending(int siteId, Object name, Object continuation) {
    return Probe.enterSuspending(siteId, name, continuation);
  }

  /** {@link Probe#exitSuspending}. */
  public static void exitSuspending(Object entered, Object returned, Throwable thrown) {
    Probe.exitSuspending(entered, returned, thrown);
  }

  /** {@link Probe#enterPlanned}. */
  public static Object enterPlanned(int siteId, Object name, Object planned) {
    return Probe.enterPlanned(siteId, name, planned);
  }

  /** {@link Probe#enterPlannedAt}. */
  public static Object enterPlannedAt(int siteId, Object name, long planned) {
    return Probe.enterPlannedAt(siteId, name, planned);
  }

  /** {@link Probe#exitPlanned}. */
  public static void exitPlanned(Object frame, Object returned, Throwable thrown) {
    Probe.exitPlanned((Frame) frame, returned, thrown);
  }

  /** {@link Probe#exit}. */
  public static void exit(Object frame, Throwable thrown) {
    Probe.exit((Frame) frame, thrown);
  }

  /** {@link Probe#exitWith}. */
  public static void exitWith(Object frame, Object returned, Throwable thrown) {
    Probe.exitWith((Frame) frame, returned, thrown);
  }

  /** {@link Probe#exitAsync}. */
  public static void exitAsync(Object frame, Object returned, Throwable thrown) {
    Probe.exitAsync((Frame) frame, returned, thrown);
  }

  /** {@link Probe#exitReplacing}. */
  public static Object exitReplacing(Object frame, Object returned, Throwable thrown) {
    return Probe.exitReplacing((Frame) frame, returned, thrown);
  }

  /** {@link Probe#awaitCallback}. */
  public static Object awaitCallback(Class<?> type, Object callback, Object frame) {
    return Probe.awaitCallback(type, callback, (Frame) frame);
  }

  /** {@link AsyncOperation#takeCallback}. */
  public static Object takeCallback(Object awaited) {
    return ((AsyncOperation) awaited).takeCallback();
  }

  /** {@link Probe#exitCallback}. */
  public static void exitCallback(Object frame, Object awaited, Throwable thrown) {
    Probe.exitCallback((Frame) frame, (AsyncOperation) awaited, thrown);
  }

  /** {@link PairProbe#firstCall}. */
  public static int firstCall(int siteId, Object continuation) {
    return PairProbe.firstCall(siteId, continuation);
  }

  /** {@link PairProbe#start}. */
  public static Object startPair(int siteId, Object name, Object object, long number) {
    return PairProbe.start(siteId, name, object, number);
  }

  /** {@link PairProbe#startOf}. */
  public static Object startPairOf(int siteId, Object name, Object[] values) {
    return PairProbe.startOf(siteId, name, values);
  }

  /** {@link PairProbe#begin}. */
  public static Object beginPair(int siteId, Object name) {
    return PairProbe.begin(siteId, name);
  }

  /** {@link PairProbe#leave}. */
  public static void leaveStart(Object started, Throwable thrown) {
    PairProbe.leave(started, thrown);
  }

  /** {@link PairProbe#leaveWith}. */
  public static void leaveStartWith(Object begun, Object[] values, Throwable thrown) {
    PairProbe.leaveWith(begun, values, thrown);
  }

  /** {@link PairProbe#end}. */
  public static void endPair(int siteId, Object object, long number, Object outcome) {
    PairProbe.end(siteId, object, number, outcome);
  }

  /** {@link PairProbe#endOf}. */
  public static void endPairOf(int siteId, Object[] values) {
    PairProbe.endOf(siteId, values);
  }

  /** {@link RecordedProbe#enter}. */
  public static Object recorded(int siteId, Object name, Object[] values) {
    return RecordedProbe.enter(siteId, name, values);
  }

  /** {@link RecordedProbe#begin}. */
  public static Object enterRecorded(int siteId, Object name) {
    return RecordedProbe.begin(siteId, name);
  }

  /** {@link RecordedProbe#leaveWith}. */
  public static void leaveRecordedWith(Object entered, Object[] values, Throwable thrown) {
    RecordedProbe.leaveWith(entered, values, thrown);
  }

  /** {@link RecordedProbe#leave}. */
  public static void leaveRecorded(Object entered) {
    RecordedProbe.leave(entered);
  }

  /** {@link Probe#sessionMethodEntered}. */
  public static void sessionMethodEntered() {
    Probe.sessionMethodEntered();
  }

  /** {@link Probe#sessionMethodLeft}. */
  public static void sessionMethodLeft(Throwable thrown) {
    Probe.sessionMethodLeft(thrown);
  }

  /** {@link Probe#exiting}. */
  public static void exiting(int code) {
    Probe.exiting(code);
  }

  /** {@link LastInstance#set}. */
  public static void made(Object instance) {
    LastInstance.set(instance);
  }

  /** {@link Probe#suppressed}. */
  public static void suppressed(Throwable failure, int siteId) {
    Probe.suppressed(failure, siteId);
  }
}
