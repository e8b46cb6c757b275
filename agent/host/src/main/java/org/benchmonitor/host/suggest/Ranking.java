package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.benchmonitor.host.instrument.MethodTrial.Tried;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.model.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Orders what was tried, so that the operation comes first; made for one search.
 *
 * <p>A method that stays on the stack and is not called while it is tried is the loop. Below it a
 * chain of methods is often called equally often and takes equally long; each of them is the same
 * operation seen from another height. Of such a chain the first method that is not beside the loop
 * in its file stands for all, or else the outermost. The others are listed behind.
 */
final class Ranking {
  /** Two methods that differ by less are called equally often. */
  private static final double SAME_CALLS = 0.05;

  /** Of the mean of the outermost method; less is a part of the operation. */
  private static final double SAME_MEAN = 0.7;

  /** Shorter calls are mostly the probe's own cost. */
  private static final double TINY_NANOS = 500;

  /** Of the largest share; less is a detail of an operation. */
  private static final double LEAST_PART = 0.2;

  /** Rarer calls of a thread may be phases of the run. */
  private static final double FEW_CALLS = 3;

  private static final double LEAST_SCORE = 0.001;

  private static final double MOSTLY = 0.9;

  private static final double BESIDE_CALLS = 0.1;

  private static final List<String> PACING_NAMES =
      List.of("sleep", "throttle", "pace", "pause", "think", "backoff", "delay", "acquire", "idle");

  private final List<Candidate> seen;
  private final SeenMethods methods;
  private final Map<MethodName, Tried> tried;
  private final long trialNanos;
  private final long threads;
  private final double threadNanos;

  /** One method with its place among those that are called as often. */
  private record Ranked(Candidate candidate, double score, @Nullable MethodName standIn) {}

  /**
   * Makes one.
   *
   * @param seen all methods that were on the stacks
   * @param tried what those of them did that were tried
   * @param trialNanos how long
   * @param threads that are alive and were inside of any of them
   */
  Ranking(List<Candidate> seen, Map<MethodName, Tried> tried, long trialNanos, long threads) {
    this.seen = seen;
    this.methods = new SeenMethods(seen);
    this.tried = tried;
    this.trialNanos = Math.max(1, trialNanos);
    this.threads = threads;
    double longest = tried.values().stream().mapToDouble(Tried::totalNanos).max().orElse(0);
    // Where threads come and go, those at one moment are only about as many as at another.
    this.threadNanos = Math.max(longest, (double) this.trialNanos * Math.max(1, threads));
  }

  /** The suggestions, the best first. */
  List<Suggestion> suggestions() {
    List<Ranked> ranked = new ArrayList<>();
    for (List<Candidate> chain : chains()) {
      Candidate best = best(chain);
      double score = score(best);
      ranked.add(new Ranked(best, score, null));
      for (Candidate other : chain) {
        if (!other.equals(best)) {
          // Behind all that stand for a chain.
          ranked.add(new Ranked(other, score - 2, best.method()));
        }
      }
    }
    for (Candidate candidate : seen) {
      if (tried.containsKey(candidate.method()) && calls(candidate) == 0) {
        ranked.add(new Ranked(candidate, candidate.score() - 4, null));
      }
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparingDouble(one -> one.candidate().depth()));
    return ranked.stream().map(this::suggestion).toList();
  }

  /** The methods that were called, each chain of equals from the outermost on. */
  private List<List<Candidate>> chains() {
    List<Candidate> called = new ArrayList<>();
    for (Candidate candidate : seen) {
      if (calls(candidate) > 0) {
        called.add(candidate);
      }
    }
    called.sort(Comparator.comparingDouble(Candidate::depth));
    List<List<Candidate>> chains = new ArrayList<>();
    for (Candidate candidate : called) {
      List<Candidate> own = null;
      for (List<Candidate> chain : chains) {
        if (isSame(chain.get(0), candidate)) {
          own = chain;
        }
      }
      if (own == null) {
        own = new ArrayList<>();
        chains.add(own);
      }
      own.add(candidate);
    }
    return chains;
  }

  private boolean isSame(Candidate outer, Candidate inner) {
    double calls = calls(outer);
    return methods.callers(inner).contains(outer.method())
        && Math.abs(calls(inner) - calls) <= Math.max(2, SAME_CALLS * calls)
        && mean(inner) >= SAME_MEAN * mean(outer);
  }

  /** The nearest method above that is never called: the loop. Null where none of the host's is. */
  private @Nullable MethodName loop(Candidate candidate) {
    for (MethodName caller : methods.callers(candidate)) {
      Candidate above = methods.get(caller);
      Tried what = tried.get(caller);
      if (above != null && (above.isBody() || (what != null && what.calls() == 0))) {
        return caller;
      }
    }
    return null;
  }

  private Candidate best(List<Candidate> chain) {
    MethodName loop = loop(chain.get(0));
    for (Candidate candidate : chain) {
      if (loop == null || !candidate.method().isBesides(loop)) {
        return candidate;
      }
    }
    return chain.get(0);
  }

  /** From a thousandth to 1. */
  private double score(Candidate candidate) {
    double score = Math.min(1, share(candidate));
    if (mean(candidate) < TINY_NANOS) {
      score *= 0.3;
    }
    if (callsOfThread(candidate) < FEW_CALLS) {
      score *= 0.6;
    }
    if (isPacing(candidate)) {
      score *= 0.01;
    }
    return Math.max(LEAST_SCORE, score);
  }

  /**
   * Whether it is where a loop waits for its next turn: its threads sleep in it, its place or its
   * name says so, and the loop does something else as well.
   */
  private boolean isPacing(Candidate candidate) {
    MethodName loop = loop(candidate);
    boolean isPlaced =
        candidate.asleep() >= MOSTLY
            && loop != null
            && loop.equals(candidate.caller())
            && candidate.method().isBesides(loop);
    boolean isNamed = candidate.idle() >= MOSTLY && isNamedPacing(candidate);
    return seen.stream()
        .filter(other -> isBeside(candidate, other))
        .anyMatch(other -> isNamed || (isPlaced && other.asleep() < MOSTLY));
  }

  private static boolean isNamedPacing(Candidate candidate) {
    String name = candidate.method().method().toLowerCase(Locale.ROOT);
    return PACING_NAMES.stream().anyMatch(name::contains);
  }

  /** Whether the other is called about as often, neither in it nor around it. */
  private boolean isBeside(Candidate candidate, Candidate other) {
    return calls(other) >= BESIDE_CALLS * calls(candidate)
        && !other.equals(candidate)
        && !isNamedPacing(other)
        && !methods.callers(candidate).contains(other.method())
        && !methods.callers(other).contains(candidate.method());
  }

  private Suggestion suggestion(Ranked ranked) {
    Candidate candidate = ranked.candidate();
    Tried what = tried.get(candidate.method());
    Suggestion.Trial trial =
        what == null || what.refusal() != null ? null : trial(candidate, what.threads());
    return new Suggestion(
        candidate.method().pattern(),
        100 * candidate.share(),
        trial,
        trial != null && isLikely(candidate),
        withNotes(why(ranked, what), what));
  }

  private static String withNotes(String why, @Nullable Tried what) {
    return what == null || what.notes().isEmpty()
        ? why
        : why + "; " + String.join("; ", what.notes());
  }

  private Suggestion.Trial trial(Candidate candidate, int threads) {
    return new Suggestion.Trial(
        calls(candidate),
        calls(candidate) * 1e9 / trialNanos,
        calls(candidate) == 0 ? Double.NaN : mean(candidate),
        100 * share(candidate),
        threads);
  }

  private boolean isLikely(Candidate candidate) {
    double best = 0;
    for (Candidate other : seen) {
      best = Math.max(best, calls(other) == 0 ? 0 : score(other));
    }
    return callsOfThread(candidate) >= FEW_CALLS
        && !isPacing(candidate)
        && mean(candidate) >= TINY_NANOS
        && score(candidate) >= LEAST_PART * best;
  }

  private String why(Ranked ranked, @Nullable Tried what) {
    Candidate candidate = ranked.candidate();
    if (what == null) {
      return "not tried";
    }
    if (what.refusal() != null) {
      return "not tried: " + what.refusal();
    }
    if (what.calls() == 0) {
      return String.format(
          Locale.ROOT,
          "on %.0f %% of the stacks, but not one call of it ended in %s: a loop, or very long calls",
          100 * candidate.share(),
          DurationText.of(trialNanos));
    }
    MethodName standIn = ranked.standIn();
    if (standIn != null) {
      return "the same calls as "
          + standIn.shortText()
          + (methods.callers(candidate).contains(standIn)
              ? ", seen from inside"
              : ", seen from outside");
    }
    if (isPacing(candidate)) {
      return "its threads only sleep in it, as a loop does until its next turn";
    }
    if (callsOfThread(candidate) < FEW_CALLS) {
      return "only " + what.calls() + " calls ended in " + DurationText.of(trialNanos);
    }
    if (mean(candidate) < TINY_NANOS) {
      return "so short that the time of a call is mostly that of the probe";
    }
    for (MethodName caller : methods.callers(candidate)) {
      Candidate above = methods.get(caller);
      if (above != null && calls(above) > 0 && !isSame(above, candidate)) {
        return "called inside of " + caller.shortText();
      }
    }
    MethodName loop = loop(candidate);
    return loop == null
        ? "called by the threads' own loop"
        : "called in the loop of " + loop.shortText();
  }

  private long calls(Candidate candidate) {
    Tried what = tried.get(candidate.method());
    return what == null ? 0 : what.calls();
  }

  private double mean(Candidate candidate) {
    Tried what = tried.get(candidate.method());
    return what == null || what.calls() == 0 ? 0 : what.totalNanos() / what.calls();
  }

  private double share(Candidate candidate) {
    Tried what = tried.get(candidate.method());
    return what == null ? 0 : what.totalNanos() / threadNanos;
  }

  private double callsOfThread(Candidate candidate) {
    Tried what = tried.get(candidate.method());
    return what == null
        ? 0
        : (double) what.calls() / Math.max(1, Math.min(what.threads(), threads));
  }
}
