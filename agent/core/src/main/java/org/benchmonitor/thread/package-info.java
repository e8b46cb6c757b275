/** The one place that makes the agent's threads, and how they wait and repeat. */
@NullMarked
package org.benchmonitor.thread;

import org.jspecify.annotations.NullMarked;
