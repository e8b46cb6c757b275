/** What one watched operation costs, by this agent and by others, measured by JMH. */
@NullMarked
package org.benchmonitor.bench;

import org.jspecify.annotations.NullMarked;
