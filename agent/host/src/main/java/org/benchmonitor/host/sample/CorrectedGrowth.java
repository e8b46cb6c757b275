package org.benchmonitor.host.sample;

import org.jspecify.annotations.Nullable;

/**
 * The corrected latencies of one operation between two reads of its cells; immutable.
 *
 * @param rule by which they were corrected
 */
record CorrectedGrowth(String rule, OutcomeGrowth growth) {
  /** The bytes that one holds, with its own object. */
  static long bytes(@Nullable CorrectedGrowth corrected) {
    return corrected == null ? 0 : 24 + corrected.growth.bytes();
  }
}
