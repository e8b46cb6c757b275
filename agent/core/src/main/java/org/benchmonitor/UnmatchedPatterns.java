package org.benchmonitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Long> seenNanos = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private long nextNanos = startNanos + AFTER_NANOS;
  private boolean looked;
  private boolean allMatched;
  private volatile boolean changed;
  private volatile List<String> warnings = List.of();

  UnmatchedPatterns(Instrumenter instrumenter, AgentLog log) {
    this.instrumenter = instrumenter;
    this.log = log;
  }

  /** Looks, once it is time. */
  void look() {
    long now = System.nanoTime();
    if (changed) {
      changed = false;
      allMatched = false;
      nextNanos = Math.min(nextNanos, now);
    }
    if (allMatched || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + AGAIN_NANOS;
    List<InstrumentationReport.Pattern> unmatched =
        instrumenter.report().patterns().stream().filter(pattern -> !pattern.matched()).toList();
    warnings =
        unmatched.stream()
            .filter(pattern -> now - seen(pattern, now) >= AFTER_NANOS)
            .map(UnmatchedPatterns::warning)
            .toList();
    allMatched = unmatched.isEmpty();
    looked = true;
    for (String warning : warnings) {
      // The key is the pattern alone: the near names change while classes are loaded.
      String key = warning.substring(0, warning.indexOf(" has matched nothing"));
      if (log.toStderrOnce(key, warning)) {
        log.warn(warning);
      }
    }
  }

  /** Patterns have been added or removed; any thread. */
  void patternsChanged() {
    changed = true;
  }

  /** When a pattern was there first; those of the start were there before the first look. */
  private long seen(InstrumentationReport.Pattern pattern, long now) {
    return seenNanos.computeIfAbsent(pattern.pattern(), text -> looked ? now : startNanos);
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
