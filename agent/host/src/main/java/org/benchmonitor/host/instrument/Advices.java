package org.benchmonitor.host.instrument;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.benchmonitor.bootstrap.Facade;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined into the host's methods, one class for each way to enter and to leave.
 *
 * <p>Never executed here: Byte Buddy copies the bodies. So no fields, no lambdas, no string
 * concatenation and no helper methods; everything else is behind {@link Facade}, which every class
 * of the host can see, and in types that every class loader has. Whatever fails inside is
 * suppressed and counted. Even a test for null is left to the probe: each byte here brings the
 * host's method nearer to HotSpot's limits.
 */
final class Advices {
  private Advices() {}

  /** Enters an operation with a fixed name. */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@SiteId int site) {
      return Facade.enter(site);
    }
  }

  /** Enters an operation that a value of its call names. */
  static final class EnterNamed {
    private EnterNamed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@SiteId int site, @NameArgument Object argument) {
      return Facade.enterNamed(site, argument);
    }
  }

  /** Enters an operation whose call tells its planned start. */
  static final class EnterPlanned {
    private EnterPlanned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site, @NameArgument Object name, @PlannedArgument Object planned) {
      return Facade.enterPlanned(site, name, planned);
    }
  }

  /** The same where the planned start is a whole number. */
  static final class EnterPlannedAt {
    private EnterPlannedAt() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site, @NameArgument Object name, @PlannedArgument long planned) {
      return Facade.enterPlannedAt(site, name, planned);
    }
  }

  /** Leaves an operation that was planned and whose returned value does not matter. */
  static final class ExitPlanned {
    private ExitPlanned() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame, @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitPlanned(frame, null, thrown);
    }
  }

  /** Leaves an operation that was planned by its returned object. */
  static final class ExitPlannedWith {
    private ExitPlannedWith() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitPlanned(frame, returned, thrown);
    }
  }

  /** Leaves an operation whose returned value does not matter. */
  static final class Exit {
    private Exit() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame, @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exit(frame, thrown);
    }
  }

  /** Leaves an operation by its returned object. */
  static final class ExitWithObject {
    private ExitWithObject() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitWith(frame, returned, thrown);
    }
  }

  /** Leaves an operation that may have returned a stage. */
  static final class ExitAsync {
    private ExitAsync() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitAsync(frame, returned, thrown);
    }
  }

  /** Leaves an operation that may end with what is given back instead of the returned object. */
  static final class ExitReplacing {
    private ExitReplacing() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = Facade.exitReplacing(frame, returned, thrown);
    }
  }

  /** Enters a suspending function, at first or to go on. */
  static final class EnterSuspending {
    private EnterSuspending() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site,
        @NameArgument @Nullable Object name,
        @CallbackArgument Object continuation) {
      return Facade.enterSuspending(site, name, continuation);
    }
  }

  /** Leaves a suspending function, which may go on later. */
  static final class ExitSuspending {
    private ExitSuspending() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitSuspending(entered, returned, thrown);
    }
  }

  /**
   * Enters an operation that ends with its callback, and puts a callback of its own around that.
   */
  static final class EnterCallback {
    private EnterCallback() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("AssignmentExpression") // the order of evaluation, and no byte more
    static @Nullable Object enter(
        @SiteId int site,
        @CallbackType Class<?> type,
        @CallbackArgument Object callback,
        @Advice.Local("awaited") @Nullable Object awaited) {
      Object frame;
      // The type first: one that cannot be loaded here must fail before there is a frame.
      awaited = Facade.awaitCallback(type, callback, frame = Facade.enter(site));
      if (awaited != null) {
        callback = Facade.takeCallback(awaited);
      }
      return frame;
    }
  }

  /** The same of an operation that a value of its call names. */
  static final class EnterNamedCallback {
    private EnterNamedCallback() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("AssignmentExpression") // the order of evaluation, and no byte more
    static @Nullable Object enter(
        @SiteId int site,
        @CallbackType Class<?> type,
        @CallbackArgument Object callback,
        @NameArgument Object name,
        @Advice.Local("awaited") @Nullable Object awaited) {
      Object frame;
      awaited = Facade.awaitCallback(type, callback, frame = Facade.enterNamed(site, name));
      if (awaited != null) {
        callback = Facade.takeCallback(awaited);
      }
      return frame;
    }
  }

  /** The same of an operation whose call tells its planned start. */
  static final class EnterPlannedCallback {
    private EnterPlannedCallback() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @SuppressWarnings("AssignmentExpression") // the order of evaluation, and no byte more
    static @Nullable Object enter(
        @SiteId int site,
        @CallbackType Class<?> type,
        @CallbackArgument Object callback,
        @NameArgument Object name,
        @PlannedArgument Object planned,
        @Advice.Local("awaited") @Nullable Object awaited) {
      Object frame;
      awaited =
          Facade.awaitCallback(type, callback, frame = Facade.enterPlanned(site, name, planned));
      if (awaited != null) {
        callback = Facade.takeCallback(awaited);
      }
      return frame;
    }
  }

  /** Leaves the method of an operation that ends with its callback. */
  static final class ExitCallback {
    private ExitCallback() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object frame,
        @Advice.Local("awaited") @Nullable Object awaited,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.exitCallback(frame, awaited, thrown);
    }
  }

  /** Begins an operation that ends in another method. */
  static final class StartPair {
    private StartPair() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site,
        @NameArgument @Nullable Object name,
        @KeyObject @Nullable Object object,
        @KeyNumber long number) {
      return Facade.startPair(site, name, object, number);
    }
  }

  /** The same where the key is made of several values. */
  static final class StartPairOf {
    private StartPairOf() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site, @NameArgument @Nullable Object name, @CallValues Object[] values) {
      return Facade.startPairOf(site, name, values);
    }
  }

  /** Leaves the method that has begun the operation. */
  static final class LeaveStart {
    private LeaveStart() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      Facade.leaveStart(started, thrown);
    }
  }

  /** Enters the method that returns the key. */
  static final class BeginPair {
    private BeginPair() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@SiteId int site, @NameArgument @Nullable Object name) {
      return Facade.beginPair(site, name);
    }
  }

  /** Leaves the method that returns the key. */
  static final class LeaveStartWith {
    private LeaveStartWith() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object begun,
        @CallValues Object[] values,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.leaveStartWith(begun, values, thrown);
    }
  }

  /** Ends an operation that has begun in another method. */
  static final class EndPair {
    private EndPair() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @SiteId int site,
        @KeyObject @Nullable Object object,
        @KeyNumber long number,
        @OutcomeArgument @Nullable Object outcome) {
      Facade.endPair(site, object, number, outcome);
    }
  }

  /** The same where the rules begin with several values. */
  static final class EndPairOf {
    private EndPairOf() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@SiteId int site, @CallValues Object[] values) {
      Facade.endPairOf(site, values);
    }
  }

  /** The same where one of them is what the method returns. */
  static final class EndPairAtReturn {
    private EndPairAtReturn() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@SiteId int site, @CallValues Object[] values) {
      Facade.endPairOf(site, values);
    }
  }

  /** Enters a method that hands over durations. */
  static final class Recorded {
    private Recorded() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @SiteId int site, @NameArgument @Nullable Object name, @CallValues Object[] values) {
      return Facade.recorded(site, name, values);
    }
  }

  /** Leaves a method that has handed over durations. */
  static final class LeaveRecorded {
    private LeaveRecorded() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object entered) {
      Facade.leaveRecorded(entered);
    }
  }

  /** Enters a method that returns durations. */
  static final class EnterRecorded {
    private EnterRecorded() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@SiteId int site, @NameArgument @Nullable Object name) {
      return Facade.enterRecorded(site, name);
    }
  }

  /** Leaves a method that returns durations. */
  static final class LeaveRecordedWith {
    private LeaveRecordedWith() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered,
        @CallValues Object[] values,
        @Advice.Thrown @Nullable Throwable thrown) {
      Facade.leaveRecordedWith(entered, values, thrown);
    }
  }

  /** The method that bounds a run. */
  static final class SessionMethod {
    private SessionMethod() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Facade.sessionMethodEntered();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Thrown @Nullable Throwable thrown) {
      Facade.sessionMethodLeft(thrown);
    }
  }

  /** {@code Runtime.exit}. */
  static final class JvmExit {
    private JvmExit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) int code) {
      Facade.exiting(code);
    }
  }
}
