/** What the agent costs a whole program: forked JVMs with and without it, on one machine. */
@NullMarked
package org.benchmonitor.bench.whole;

import org.jspecify.annotations.NullMarked;
