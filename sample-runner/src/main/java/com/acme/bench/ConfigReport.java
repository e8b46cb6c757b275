package com.acme.bench;

/**
 * The settings that the figures belong to.
 *
 * @param rate 0 for as fast as possible
 */
record ConfigReport(
    int workers,
    ThreadKind threads,
    String length,
    String mix,
    double rate,
    long warmupMs,
    long rampMs,
    double errorRate,
    String db,
    long seed) {

  static ConfigReport of(Settings settings) {
    return new ConfigReport(
        settings.workers(),
        settings.threads(),
        settings.length().toString(),
        settings.mix().toString(),
        settings.rate().orElse(0),
        settings.warmup().toMillis(),
        settings.ramp().toMillis(),
        settings.errorRate(),
        settings.db().map(Object::toString).orElse("memory"),
        settings.seed());
  }
}
