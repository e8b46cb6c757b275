/** Merging, percentiles and encoding of histograms; the only package that sees HdrHistogram. */
@NullMarked
package org.benchmonitor.run.histogram;

import org.jspecify.annotations.NullMarked;
