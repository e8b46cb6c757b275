/**
 * Runs to documents and files: pure functions, one class for each document of the API and for each
 * format of an export.
 */
@NullMarked
package org.benchmonitor.run.export;

import org.jspecify.annotations.NullMarked;
