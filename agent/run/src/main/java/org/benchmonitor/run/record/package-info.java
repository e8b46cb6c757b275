/** A directory of recorded runs: which there are, and each of them as a run like any other. */
@NullMarked
package org.benchmonitor.run.record;

import org.jspecify.annotations.NullMarked;
