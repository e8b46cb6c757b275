package org.benchmonitor.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.RetransformationResult;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Rescans the loaded classes, and warns of patterns that have matched nothing for ten seconds.
 *
 * <p>The agent's main thread calls {@link #look}.
 */
final class UnmatchedPatterns {
  private static final long AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Instrumenter instrumenter;
  private final Consumer<RetransformationResult> instrumented;
  private final AgentLog log;
  private final RescanSchedule looks = new RescanSchedule(System.nanoTime());
  private final Set<String> named = new HashSet<>();
  private final Map<String, Long> seenNanos = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private long nextNanos = startNanos + AFTER_NANOS;
  private boolean looked;
  private boolean allMatched;
  private volatile boolean changed;
  private volatile List<String> warnings = List.of();

  /**
   * Makes it; nothing is scanned yet.
   *
   * @param instrumented told of what a rescan has found
   */
  UnmatchedPatterns(
      Instrumenter instrumenter, Consumer<RetransformationResult> instrumented, AgentLog log) {
    this.instrumenter = instrumenter;
    this.instrumented = instrumented;
    this.log = log;
  }

  /** Does what is due. */
  void look() {
    long now = System.nanoTime();
    if (changed) {
      changed = false;
      allMatched = false;
      nextNanos = Math.min(nextNanos, now);
      looks.restart(now);
    }
    if (!looks.isDoubted() && instrumenter.takeDoubt()) {
      looks.doubt(now);
    }
    if (looks.isDue(now)) {
      instrumented.accept(instrumenter.lookAgain());
    }
    if (allMatched || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + AGAIN_NANOS;
    List<InstrumentationReport.Pattern> unmatched = instrumenter.unmatched();
    List<InstrumentationReport.Pattern> overdue = overdue(unmatched, now);
    if (!overdue.isEmpty() && named.addAll(texts(overdue))) {
      // Compares all loaded classes, which finds those that are new here.
      instrumenter.report();
      overdue = overdue(instrumenter.unmatched(), now);
    }
    warnings = overdue.stream().map(UnmatchedPatterns::warning).toList();
    allMatched = unmatched.isEmpty();
    looked = true;
    for (String warning : warnings) {
      // The key is the pattern alone: the near names change as classes load.
      String key = warning.substring(0, warning.indexOf(" has matched nothing"));
      if (log.toStderrOnce(key, warning)) {
        log.warn(warning);
      }
    }
  }

  private List<InstrumentationReport.Pattern> overdue(
      List<InstrumentationReport.Pattern> unmatched, long now) {
    return unmatched.stream().filter(pattern -> now - seen(pattern, now) >= AFTER_NANOS).toList();
  }

  private static List<String> texts(List<InstrumentationReport.Pattern> patterns) {
    return patterns.stream().map(InstrumentationReport.Pattern::pattern).toList();
  }

  /** Notes that patterns were added or removed; any thread. */
  void patternsChanged() {
    changed = true;
  }

  /** When a pattern was first seen; those seen by the first look count from the start. */
  private long seen(InstrumentationReport.Pattern pattern, long now) {
    return seenNanos.computeIfAbsent(pattern.pattern(), text -> looked ? now : startNanos);
  }

  private static String warning(InstrumentationReport.Pattern pattern) {
    String why = pattern.failed().isEmpty() ? "" : "; " + pattern.failed().get(0).reason();
    String near =
        pattern.nearNames().isEmpty() ? "" : "; nearest: " + String.join(", ", pattern.nearNames());
    return "pattern " + pattern.pattern() + " has matched nothing for 10 s" + why + near;
  }

  /** The current warnings, for the page; any thread. */
  List<String> warnings() {
    return warnings;
  }
}
