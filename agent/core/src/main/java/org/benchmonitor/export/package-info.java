/** Snapshots to documents: pure functions, one class for each document of the API. */
@NullMarked
package org.benchmonitor.export;

import org.jspecify.annotations.NullMarked;
