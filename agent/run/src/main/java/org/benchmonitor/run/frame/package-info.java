/**
 * A run as a sequence of frames, for disk, wire and report, and a run that is read from them.
 * docs/record.md describes each byte.
 */
@NullMarked
package org.benchmonitor.run.frame;

import org.jspecify.annotations.NullMarked;
