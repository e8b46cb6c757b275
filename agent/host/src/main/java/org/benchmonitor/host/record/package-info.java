/** Writes runs to files while they go on. */
@NullMarked
package org.benchmonitor.host.record;

import org.jspecify.annotations.NullMarked;
