/** Snapshots to documents: pure functions, one class for each document of the API. */
@NullMarked
package org.benchmonitor.run.export;

import org.jspecify.annotations.NullMarked;
