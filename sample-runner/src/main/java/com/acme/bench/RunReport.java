package com.acme.bench;

/**
 * The outcome of a run.
 *
 * @param ended {@code completed}, or {@code stopped} if it ended earlier than planned
 * @param measured the part after the warm-up, which {@code warmup} has no share in
 */
record RunReport(ConfigReport config, String ended, PhaseReport warmup, PhaseReport measured) {

  static RunReport of(Settings settings, boolean completed, long elapsedNanos, RunFigures figures) {
    long warmupNanos = Math.min(settings.warmup().toNanos(), elapsedNanos);
    return new RunReport(
        ConfigReport.of(settings),
        completed ? "completed" : "stopped",
        PhaseReport.of(figures.warmup(), warmupNanos),
        PhaseReport.of(figures.measured(), elapsedNanos - warmupNanos));
  }
}
