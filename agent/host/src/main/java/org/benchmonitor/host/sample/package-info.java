/** One thread that reads the cells each tick and makes the snapshots that every view is made of. */
@NullMarked
package org.benchmonitor.host.sample;

import org.jspecify.annotations.NullMarked;
