/** What a run must keep to: thresholds, judged interval by interval, live or of a record. */
@NullMarked
package org.benchmonitor.run.threshold;

import org.jspecify.annotations.NullMarked;
