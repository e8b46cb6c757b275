/** How threads of the monitor are made, wait and repeat, in the host and outside of it. */
@NullMarked
package org.benchmonitor.run.thread;

import org.jspecify.annotations.NullMarked;
