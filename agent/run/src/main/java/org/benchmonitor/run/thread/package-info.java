/** How threads of the monitor are asked for, wait and repeat, whoever makes them. */
@NullMarked
package org.benchmonitor.run.thread;

import org.jspecify.annotations.NullMarked;
