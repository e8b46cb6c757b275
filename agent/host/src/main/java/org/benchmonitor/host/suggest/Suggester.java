package org.benchmonitor.host.suggest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.MethodTrial;
import org.benchmonitor.host.sample.StackSource;
import org.benchmonitor.run.model.Suggestion;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.run.model.SuggestionReport.State;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.api.Suggesting;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Searches for operations when it is asked to: looks at stacks for five seconds or more, then tries
 * the best methods for two, or where that is not enough for up to six. Nothing of it is loaded or
 * runs before.
 *
 * <p>Any thread begins and reads; a thread of the agent made for one search does it.
 */
public final class Suggester implements Suggesting {
  private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Of the whole search, the part that is done when the stacks have been looked at. */
  private static final double STACKS_PART =
      (double) StackWatch.LENGTH_NANOS / (StackWatch.LENGTH_NANOS + TRIAL_NANOS);

  private final Supplier<Optional<StackSource>> stacks;
  private final Instrumenter instrumenter;
  private final ThreadMaker threads;
  private final Supplier<Instant> now;
  private final Supplier<String> mainClass;
  private final Marking marking;
  private final AgentLog log;
  private final SearchTime time = SearchTime.SYSTEM;
  private volatile SuggestionReport report = SuggestionReport.NONE;
  private volatile boolean closed;

  /** Is told of each trial, which the charts may show. */
  @FunctionalInterface
  public interface Marking {
    void ended(long nanos, String text);
  }

  /**
   * Makes it; nothing is looked at yet.
   *
   * @param stacks of the host; empty where the JVM does not tell them
   * @param now on the axis of the run
   */
  public Suggester(
      Supplier<Optional<StackSource>> stacks,
      Instrumenter instrumenter,
      ThreadMaker threads,
      Supplier<Instant> now,
      Supplier<String> mainClass,
      Marking marking,
      AgentLog log) {
    this.stacks = stacks;
    this.instrumenter = instrumenter;
    this.threads = threads;
    this.now = now;
    this.mainClass = mainClass;
    this.marking = marking;
    this.log = log;
  }

  @Override
  public SuggestionReport report() {
    return report;
  }

  @Override
  public synchronized void begin(String by) {
    if (closed) {
      throw new IllegalStateException("the monitor is being detached");
    }
    if (report.state().isBusy()) {
      throw new IllegalStateException("a search for operations goes on already");
    }
    Instant started = now.get();
    Thread thread = threads.once("monitor-suggest", () -> search(started));
    report = at(State.SAMPLING, started, 0);
    log.info("search for operations", Map.of("by", by));
    thread.start();
  }

  /** Ends a search soon; none can begin any more. */
  public synchronized void close() {
    closed = true;
  }

  private static SuggestionReport at(State state, Instant started, double progress) {
    return new SuggestionReport(state, progress, started, 0, 0, 0, List.of(), null, List.of());
  }

  private void search(Instant started) {
    try {
      report = found(started);
    } catch (Throwable failure) {
      log.warn("the search for operations failed: " + failure);
      report = failed(started, failure.toString());
    }
  }

  private static SuggestionReport failed(Instant started, String problem) {
    return new SuggestionReport(State.FAILED, 1, started, 0, 0, 0, List.of(), problem, List.of());
  }

  private SuggestionReport found(Instant started) {
    Optional<StackSource> source = stacks.get();
    if (source.isEmpty()) {
      return failed(started, "this runtime has no module java.management, which tells the stacks");
    }
    StackWatch watch = new StackWatch(source.get(), time, new FrameRules(mainClass.get()));
    StackTally tally =
        watch.watch(() -> closed, done -> report = at(State.SAMPLING, started, STACKS_PART * done));
    List<Candidate> seen = tally.candidates(watch.alive());
    List<Suggestion> suggestions = List.of();
    if (!closed) {
      report = at(State.TRYING, started, STACKS_PART);
      suggestions = tried(seen, started);
    }
    SuggestionReport done =
        new SuggestionReport(
            State.DONE,
            1,
            started,
            tally.stacks(),
            tally.threads(),
            watch.costPercent(),
            notes(tally, seen),
            closed ? "the monitor is being detached" : null,
            suggestions);
    log.info(
        "search for operations done",
        Map.of(
            "stacks", done.stacks(),
            "cost_percent", done.costPercent(),
            "found", suggestions.stream().map(Suggestion::pattern).toList()));
    return done;
  }

  private List<Suggestion> tried(List<Candidate> seen, Instant started) {
    TrialChoice choice = new TrialChoice(seen);
    long nanos = 1;
    long trialThreads = 0;
    List<Candidate> next = choice.next();
    while (!next.isEmpty() && !closed) {
      MethodTrial trial = instrumenter.beginTrial(patterns(next));
      try {
        awaitTrial(started);
      } finally {
        instrumenter.endTrial(trial);
      }
      try {
        marking.ended(trial.nanos(), next.size() + " methods were tried for suggestions");
        choice.done(next, trial.read());
        nanos = trial.nanos();
        // Those of two rounds may be the same ones.
        trialThreads = Math.max(trialThreads, trial.takeThreads());
      } finally {
        trial.close();
      }
      next = choice.next();
    }
    return new Ranking(seen, choice.tried(), nanos, trialThreads).suggestions();
  }

  private static List<String> patterns(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.method().pattern()).toList();
  }

  private void awaitTrial(Instant started) {
    long begin = time.nanos();
    long passed = 0;
    while (!closed && passed < TRIAL_NANOS) {
      time.rest(Math.min(STEP_NANOS, TRIAL_NANOS - passed));
      passed = time.nanos() - begin;
      double done = Math.min(1, (double) passed / TRIAL_NANOS);
      double progress = STACKS_PART + (1 - STACKS_PART) * done;
      // A further round does not take it back.
      report = at(State.TRYING, started, Math.max(report.progress(), progress));
    }
  }

  private static List<String> notes(StackTally tally, List<Candidate> seen) {
    List<String> notes = new ArrayList<>();
    if (tally.carrying() > 0) {
      notes.add(
          "virtual threads run here, and the JVM does not tell their stacks; name the method of"
              + " their operation by hand");
    }
    if (tally.stacks() < StackWatch.FEWEST_STACKS) {
      notes.add("only " + tally.stacks() + " stacks were seen, so the list may miss the operation");
    }
    if (2 * tally.cut() > tally.stacks()) {
      notes.add(
          "most stacks are deeper than "
              + StackWatch.DEEPEST
              + " frames, so the outermost"
              + " methods were not seen");
    }
    if (seen.stream().allMatch(Candidate::isBody)) {
      notes.add("no method of the program was seen below what its threads were made for");
    }
    return notes;
  }
}
