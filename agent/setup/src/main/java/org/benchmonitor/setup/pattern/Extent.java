package org.benchmonitor.setup.pattern;

/** How an operation is found that is not one call of a method. */
public sealed interface Extent permits PairPattern, RecordedPattern {}
