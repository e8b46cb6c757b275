/** Threads of the agent in the host, and threads for code of the host. */
@NullMarked
package org.benchmonitor.host.thread;

import org.jspecify.annotations.NullMarked;
