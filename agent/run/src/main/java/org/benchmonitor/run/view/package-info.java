/**
 * What is read of a run, wherever it comes from: the live run of this JVM, a recorded one, the sum
 * of several.
 */
@NullMarked
package org.benchmonitor.run.view;

import org.jspecify.annotations.NullMarked;
