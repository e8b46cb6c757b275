/** The agent's own log: kept in memory for the page, a few lines of it on stderr. */
@NullMarked
package org.benchmonitor.setup.log;

import org.jspecify.annotations.NullMarked;
