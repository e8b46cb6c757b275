/** The only package that sees HdrHistogram: merging, percentiles, encoding. */
@NullMarked
package org.benchmonitor.histogram;

import org.jspecify.annotations.NullMarked;
