package org.benchmonitor.run.imports;

import org.benchmonitor.run.model.EncodedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One line of a histogram log: the calls of one operation in one interval.
 *
 * @param place the file and the number of the line, for messages
 * @param isFailed whether the calls have failed
 * @param maxNanos the exact longest, 0 where the log does not tell it
 * @param histogram of the other program's unit and range, in any version of the encoding
 * @param unit of its values
 * @param correction the rule by which its values were corrected, or null for raw ones
 */
record LogLine(
    String place,
    long startMillis,
    long lengthMillis,
    String operation,
    boolean isFailed,
    long maxNanos,
    EncodedHistogram histogram,
    LogUnit unit,
    @Nullable String correction) {
  long endMillis() {
    return startMillis + lengthMillis;
  }
}
