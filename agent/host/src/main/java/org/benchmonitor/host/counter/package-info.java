/** The processor's time stamp counter: whether it can be trusted, and how the clock goes over. */
@NullMarked
package org.benchmonitor.host.counter;

import org.jspecify.annotations.NullMarked;
