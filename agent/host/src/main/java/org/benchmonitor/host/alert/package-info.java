/** Thresholds of the run that goes on, and what is done when one is broken. */
@NullMarked
package org.benchmonitor.host.alert;

import org.jspecify.annotations.NullMarked;
