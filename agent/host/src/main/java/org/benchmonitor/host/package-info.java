/** The wiring: makes, starts and stops the parts of the monitor. */
@NullMarked
package org.benchmonitor.host;

import org.jspecify.annotations.NullMarked;
