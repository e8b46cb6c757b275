/**
 * Turns runs into documents and files. Pure functions: one class for each document of the API and
 * each export format.
 */
@NullMarked
package org.benchmonitor.run.export;

import org.jspecify.annotations.NullMarked;
