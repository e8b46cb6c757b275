/**
 * What stands out in a run, in words: when a figure left its usual range, and what came with it.
 */
@NullMarked
package org.benchmonitor.run.finding;

import org.jspecify.annotations.NullMarked;
