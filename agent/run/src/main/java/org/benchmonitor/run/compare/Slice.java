package org.benchmonitor.run.compare;

import org.benchmonitor.run.model.EncodedHistogram;

/**
 * What one interval of a run holds of one operation.
 *
 * @param nanos the interval's measured length
 * @param second in which it began, counted from anywhere
 * @param calls all of them
 * @param errors the failed ones
 * @param latencies of the successful ones
 */
record Slice(long nanos, long second, long calls, long errors, EncodedHistogram latencies) {}
