/** What is retained of a run: intervals in fixed rings, merged exactly for any range of time. */
@NullMarked
package org.benchmonitor.run.timeline;

import org.jspecify.annotations.NullMarked;
