package com.acme.bench;

/**
 * One worker's part of a phase: it ends after a number of operations or at a time since the run's
 * begin, whichever comes first.
 */
record Phase(Choices choices, long operations, long endNanos, PhaseFigures figures) {}
