package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.frame.ReadFigures.Operation;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Corrected;
import org.jspecify.annotations.Nullable;

/** The corrected latencies of an operation as a frame has them; immutable. */
record CorrectedOutcome(String rule, Outcome outcome) {
  static @Nullable CorrectedOutcome of(@Nullable Corrected corrected) {
    return corrected == null
        ? null
        : new CorrectedOutcome(
            corrected.rule(), Outcome.of(corrected.latency(), corrected.histogram()));
  }

  /** The rules of those of an operation's intervals that have one, or null. */
  static @Nullable String rules(List<Operation> intervals) {
    String rules = null;
    for (Operation one : intervals) {
      CorrectedOutcome corrected = one.corrected();
      rules = corrected == null ? rules : Corrected.rules(rules, corrected.rule());
    }
    return rules;
  }

  /** Those of an operation, which is one without values where it has none. */
  static Outcome in(Operation operation) {
    CorrectedOutcome corrected = operation.corrected();
    return corrected == null ? Outcome.NONE : corrected.outcome;
  }

  /** Merges those of an operation, see {@link Outcome#together}; null if it has no rule. */
  static @Nullable CorrectedOutcome together(List<Operation> intervals, LatencyHistogram scratch) {
    String rules = rules(intervals);
    if (rules == null) {
      return null;
    }
    List<Outcome> outcomes = new ArrayList<>();
    intervals.forEach(one -> outcomes.add(in(one)));
    return new CorrectedOutcome(rules, Outcome.together(outcomes, scratch));
  }
}
