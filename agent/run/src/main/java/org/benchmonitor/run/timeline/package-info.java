/** The retained runs of this JVM: intervals in bounded rings, and caches of merged intervals. */
@NullMarked
package org.benchmonitor.run.timeline;

import org.jspecify.annotations.NullMarked;
