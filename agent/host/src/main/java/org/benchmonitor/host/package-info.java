/** The wiring: which part is made, started and stopped when. */
@NullMarked
package org.benchmonitor.host;

import org.jspecify.annotations.NullMarked;
