/** The only package that sees HdrHistogram: merging, percentiles, encoding. */
@NullMarked
package org.benchmonitor.run.histogram;

import org.jspecify.annotations.NullMarked;
