/**
 * Compares runs by their recorded histograms: the figures of each run, how much they vary, and what
 * may be said of a difference. docs/compare.md has the rule. Reads run views and nothing else.
 */
@NullMarked
package org.benchmonitor.run.compare;

import org.jspecify.annotations.NullMarked;
