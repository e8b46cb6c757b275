/**
 * What readers see of a run, whatever its source: a live run of this JVM, a recorded one, the sum
 * of several.
 */
@NullMarked
package org.benchmonitor.run.view;

import org.jspecify.annotations.NullMarked;
