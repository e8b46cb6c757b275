package org.benchmonitor;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.instrument.Instrumenter;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.model.InstrumentationReport;

/** Warns of patterns that have matched nothing for ten seconds; the agent's main thread. */
final class UnmatchedPatterns {
  private static final long AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Instrumenter instrumenter;
  private final AgentLog log;
  private long nextNanos = System.nanoTime() + AFTER_NANOS;
  private boolean allMatched;
  private volatile List<String> warnings = List.of();

  UnmatchedPatterns(Instrumenter instrumenter, AgentLog log) {
    this.instrumenter = instrumenter;
    this.log = log;
  }

  /** Looks, once it is time. */
  void look() {
    if (allMatched || System.nanoTime() - nextNanos < 0) {
      return;
    }
    nextNanos = System.nanoTime() + AGAIN_NANOS;
    warnings =
        instrumenter.report().patterns().stream()
            .filter(pattern -> !pattern.matched())
            .map(UnmatchedPatterns::warning)
            .toList();
    allMatched = warnings.isEmpty();
    for (String warning : warnings) {
      // The key is the pattern alone: the near names change while classes are loaded.
      String key = warning.substring(0, warning.indexOf(" has matched nothing"));
      if (log.toStderrOnce(key, warning)) {
        log.warn(warning);
      }
    }
  }

  private static String warning(InstrumentationReport.Pattern pattern) {
    String near =
        pattern.failed().isEmpty()
            ? pattern.nearNames().isEmpty()
                ? ""
                : "; nearest: " + String.join(", ", pattern.nearNames())
            : "; " + pattern.failed().get(0).reason();
    return "pattern " + pattern.pattern() + " has matched nothing for 10 s" + near;
  }

  /** The warnings of now, for the page. */
  List<String> warnings() {
    return warnings;
  }
}
