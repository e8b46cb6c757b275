/** The live runs of this JVM: intervals in fixed rings, and what was merged of them before. */
@NullMarked
package org.benchmonitor.run.timeline;

import org.jspecify.annotations.NullMarked;
