/** The server as the agent's wiring uses it: where it listens, who is let in, what is routed. */
@NullMarked
package org.benchmonitor.server;

import org.jspecify.annotations.NullMarked;
