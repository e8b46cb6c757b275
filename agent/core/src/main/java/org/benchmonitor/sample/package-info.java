/** One thread that reads the cells each tick and makes the snapshots that every view is made of. */
@NullMarked
package org.benchmonitor.sample;

import org.jspecify.annotations.NullMarked;
