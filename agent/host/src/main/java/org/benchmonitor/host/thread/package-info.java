/** The one place that makes the agent's threads in the host. */
@NullMarked
package org.benchmonitor.host.thread;

import org.jspecify.annotations.NullMarked;
