/** Makes one of many intervals, exactly, from their histograms; keeps nothing. */
@NullMarked
package org.benchmonitor.run.merge;

import org.jspecify.annotations.NullMarked;
