package com.acme.bench;

/** The measurements of the two parts of a run. */
record RunFigures(PhaseFigures warmup, PhaseFigures measured) {
  RunFigures() {
    this(new PhaseFigures(), new PhaseFigures());
  }
}
