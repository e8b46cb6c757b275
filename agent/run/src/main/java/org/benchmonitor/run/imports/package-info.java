/** Runs that other programs have measured, read from the files that they wrote. */
@NullMarked
package org.benchmonitor.run.imports;

import org.jspecify.annotations.NullMarked;
