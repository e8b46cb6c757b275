package org.benchmonitor.host.instrument;

import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.setup.pattern.CorrectionPattern;
import org.jspecify.annotations.Nullable;

/** Makes what the sampler corrects latencies by. */
final class Corrections {
  private Corrections() {}

  /** Makes the rule, or null if there is none. */
  static @Nullable Correction of(@Nullable CorrectionPattern pattern) {
    if (pattern instanceof CorrectionPattern.ExpectedInterval interval) {
      return Correction.ofInterval(interval.text(), interval.nanos());
    }
    if (pattern instanceof CorrectionPattern.Rate rate) {
      return Correction.ofRate(rate.text(), rate.perSecond());
    }
    if (pattern instanceof CorrectionPattern.Intended intended) {
      return Correction.ofPlan(intended.text(), PlannedStarts.of(intended));
    }
    return null;
  }
}
