package org.benchmonitor.run.model;

/**
 * What one operation costs that does nothing, as the monitor has measured it.
 *
 * @param clock the clock that was measured
 * @param nanosPerOperation of one enter and one successful exit
 * @param nanosPerReading of one reading of the clock; an operation reads it twice
 */
public record OperationCost(String clock, double nanosPerOperation, double nanosPerReading) {}
