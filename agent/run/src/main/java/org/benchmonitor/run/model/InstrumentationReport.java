package org.benchmonitor.run.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operation patterns have matched so far.
 *
 * @param suppressed failures of the probe over all methods that were kept from the host
 * @param applied whether the classes that were loaded already have been looked at
 * @param presets the known runners and client libraries that were found
 */
public record InstrumentationReport(
    List<Pattern> patterns, long suppressed, boolean applied, List<Preset> presets) {
  public static final InstrumentationReport EMPTY = new InstrumentationReport(List.of(), 0, false);

  /** Without presets. */
  public InstrumentationReport(List<Pattern> patterns, long suppressed, boolean applied) {
    this(patterns, suppressed, applied, List.of());
  }

  public boolean isAllMatched() {
    return patterns.stream().allMatch(Pattern::matched);
  }

  /**
   * One pattern.
   *
   * @param pattern as it was given
   * @param operation its name, in braces what names it if a value of the call does, {@code *} if
   *     the methods do
   * @param failed what was not instrumented, and why
   * @param nearNames the nearest names loaded, if nothing was matched
   * @param correction the rule by which latencies are corrected for coordinated omission, or null
   */
  public record Pattern(
      String pattern,
      String operation,
      List<Method> methods,
      List<Failure> failed,
      List<String> nearNames,
      @Nullable String correction) {
    /** A pattern whose latencies are not corrected. */
    public Pattern(
        String pattern,
        String operation,
        List<Method> methods,
        List<Failure> failed,
        List<String> nearNames) {
      this(pattern, operation, methods, failed, nearNames, null);
    }

    public boolean matched() {
      return !methods.isEmpty();
    }
  }

  /**
   * One instrumented method.
   *
   * @param method its name and parameter types
   * @param lost calls that may be missing: the host's stack or heap had no room for the probe
   * @param withoutCallback calls that passed no callback that could be waited for, and were timed
   *     until they returned
   * @param stagesBeyond calls that returned a stage on which too many waited, and were timed until
   *     they returned
   * @param notAwaited calls that returned what ends later and could not be awaited, and were timed
   *     until they returned
   * @param ruleFailures calls whose rule failed; they count as successes
   * @param bytecodeBefore the bytes of the method's own bytecode
   * @param bytecodeAfter with what was added to it
   * @param notes what whoever reads its figures must know
   * @param unplanned calls that told no planned start, and are in no corrected latency
   * @param early calls that began before their planned start, which count from their begin
   */
  public record Method(
      String className,
      String method,
      long suppressed,
      long lost,
      long withoutCallback,
      long stagesBeyond,
      long notAwaited,
      long ruleFailures,
      int bytecodeBefore,
      int bytecodeAfter,
      List<String> notes,
      long unplanned,
      long early) {
    /** A method whose calls tell no planned start. */
    public Method(
        String className,
        String method,
        long suppressed,
        long lost,
        long withoutCallback,
        long stagesBeyond,
        long notAwaited,
        long ruleFailures,
        int bytecodeBefore,
        int bytecodeAfter,
        List<String> notes) {
      this(
          className,
          method,
          suppressed,
          lost,
          withoutCallback,
          stagesBeyond,
          notAwaited,
          ruleFailures,
          bytecodeBefore,
          bytecodeAfter,
          notes,
          0,
          0);
    }

    public Method withNotAwaited(long calls) {
      return with(calls, unplanned, early);
    }

    /** The same with these counts of planned starts. */
    public Method withPlanned(long newUnplanned, long newEarly) {
      return with(notAwaited, newUnplanned, newEarly);
    }

    private Method with(long newNotAwaited, long newUnplanned, long newEarly) {
      return new Method(
          className,
          method,
          suppressed,
          lost,
          withoutCallback,
          stagesBeyond,
          newNotAwaited,
          ruleFailures,
          bytecodeBefore,
          bytecodeAfter,
          notes,
          newUnplanned,
          newEarly);
    }
  }

  /** What became of a preset. */
  public enum PresetState {
    /** Its patterns hold. */
    TAKEN,
    /** They held, until there was something that its calls are a part of. */
    WITHDRAWN,
    /** Its class is there, but has another shape than the one that is known. */
    REFUSED
  }

  /**
   * A known runner or client library.
   *
   * @param isClient whether it is a library that runners call
   * @param operations its patterns with their rules, as agent arguments
   * @param notes what whoever reads its figures must know
   * @param reasons why it was withdrawn or refused, or what of it is not there
   */
  public record Preset(
      String name,
      String title,
      boolean isClient,
      PresetState state,
      List<String> operations,
      List<String> notes,
      List<String> reasons) {}

  /** One class or method that was not instrumented; method is null for a whole class. */
  public record Failure(String className, @Nullable String method, String reason) {}
}
