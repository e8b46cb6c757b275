/** Merges intervals and figures exactly, from their histograms; keeps no results. */
@NullMarked
package org.benchmonitor.run.merge;

import org.jspecify.annotations.NullMarked;
