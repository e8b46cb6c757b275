package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.host.instrument.MethodTrial.Tried;
import org.benchmonitor.host.sample.StackSource.ThreadStack;
import org.benchmonitor.run.model.Suggestion;

/** Synthetic stacks, written from the outermost frame on, and a search through them. */
final class Stacks {
  static final String[] THREAD = {"java.lang.Thread.run"};
  static final String[] POOL = {
    "java.lang.Thread.run",
    "java.util.concurrent.ThreadPoolExecutor$Worker.run",
    "java.util.concurrent.ThreadPoolExecutor.runWorker",
    "java.util.concurrent.FutureTask.run"
  };
  static final String[] SLEEP = {"java.lang.Thread.sleep", "java.lang.Thread.sleep0"};
  static final String[] SOCKET = {
    "java.net.Socket$SocketInputStream.read", "sun.nio.ch.NioSocketImpl.park"
  };

  private static final long TRIAL_NANOS = 2_000_000_000L;

  private final StackTally tally;
  private final Map<String, Tried> trials = new LinkedHashMap<>();
  private final Set<Long> threads = new HashSet<>();

  Stacks(String mainClass) {
    this.tally = new StackTally(new FrameRules(mainClass), StackWatch.DEEPEST);
  }

  /** The frames of several parts, one after the other. */
  static String[] of(String[]... parts) {
    List<String> all = new ArrayList<>();
    for (String[] part : parts) {
      all.addAll(List.of(part));
    }
    return all.toArray(String[]::new);
  }

  /** The frames as the JVM gives them, the innermost first. */
  static List<StackTraceElement> frames(String... outermostFirst) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String name : outermostFirst) {
      int dot = name.lastIndexOf('.');
      frames.add(0, new StackTraceElement(name.substring(0, dot), name.substring(dot + 1), "", 1));
    }
    return frames;
  }

  /** Sees a stack so many times on each of so many threads, of which the first has this number. */
  Stacks see(int times, long firstThread, int count, String[]... parts) {
    for (long thread = firstThread; thread < firstThread + count; thread++) {
      threads.add(thread);
      for (int i = 0; i < times; i++) {
        tally.add(new ThreadStack(thread, "thread-" + thread, frames(of(parts))));
      }
    }
    return this;
  }

  /** What a method does if it is tried: calls a second, and how long each takes. */
  Stacks does(String pattern, double rate, double meanMillis, int onThreads) {
    long calls = Math.round(rate * TRIAL_NANOS / 1e9);
    trials.put(pattern, new Tried(null, calls, calls * meanMillis * 1e6, onThreads, List.of()));
    return this;
  }

  /** What is known of a method that is tried. */
  Stacks notes(String pattern, String note) {
    trials.computeIfPresent(
        pattern,
        (key, one) -> new Tried(null, one.calls(), one.totalNanos(), one.threads(), List.of(note)));
    return this;
  }

  /** That a method cannot be tried. */
  Stacks refuses(String pattern, String reason) {
    trials.put(pattern, new Tried(reason, 0, 0, 0, List.of()));
    return this;
  }

  List<Candidate> candidates() {
    return tally.candidates(threads);
  }

  StackTally tally() {
    return tally;
  }

  /** The patterns of a search, the best first; what is not said to do anything is never called. */
  List<String> found(int alive) {
    return suggestions(alive).stream().map(Suggestion::pattern).toList();
  }

  List<Suggestion> suggestions(int alive) {
    TrialChoice choice = new TrialChoice(candidates());
    List<Candidate> next = choice.next();
    while (!next.isEmpty()) {
      Tried none = new Tried(null, 0, 0, 0, List.of());
      choice.done(
          next,
          next.stream().map(one -> trials.getOrDefault(one.method().pattern(), none)).toList());
      next = choice.next();
    }
    return new Ranking(candidates(), choice.tried(), TRIAL_NANOS, alive).suggestions();
  }
}
