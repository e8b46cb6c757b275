/** The formats of an export, and the report that is one HTML file: the page with a run in it. */
@NullMarked
package org.benchmonitor.run.report;

import org.jspecify.annotations.NullMarked;
