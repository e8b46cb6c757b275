package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.host.instrument.MethodTrial;
import org.benchmonitor.host.instrument.MethodTrial.Tried;

/**
 * Chooses which methods are tried, in up to three rounds of eight; made for one search.
 *
 * <p>First the likeliest. Where none of those is called, they are all the loop, and the next ones
 * are further in. Where some are, yet more threads are in methods that were not tried, those have
 * their turn: a main thread that waits for its workers, and one that writes a log, have long chains
 * of methods, and can take the places of what the workers do.
 */
final class TrialChoice {
  static final int MOST_TRIED = 8;
  private static final int MOST_ROUNDS = 3;

  /** Methods on fewer of the stacks are not worth a trial. */
  private static final double LEAST_SHARE = 0.01;

  private final SeenMethods seen;
  private final List<Candidate> left;
  private final Map<MethodName, Tried> tried = new LinkedHashMap<>();
  private int rounds;

  /**
   * Makes one.
   *
   * @param seen all methods that were on the stacks, the likeliest first
   */
  TrialChoice(List<Candidate> seen) {
    this.seen = new SeenMethods(seen);
    this.left = worthTrying(seen);
  }

  /** Those of the methods that can be tried, in their order. */
  static List<Candidate> worthTrying(List<Candidate> seen) {
    List<Candidate> worth = new ArrayList<>();
    for (Candidate candidate : seen) {
      if (!candidate.isBody()
          && Math.max(candidate.share(), candidate.awakeShare()) >= LEAST_SHARE
          && MethodTrial.canName(candidate.method().pattern())) {
        worth.add(candidate);
      }
    }
    return worth;
  }

  /** What is to be tried next; empty where enough is known. */
  List<Candidate> next() {
    if (rounds == MOST_ROUNDS) {
      return List.of();
    }
    rounds++;
    int threads = tried.values().stream().mapToInt(TrialChoice::callingThreads).max().orElse(0);
    List<Candidate> next = new ArrayList<>();
    for (Candidate candidate : left) {
      if (next.size() < MOST_TRIED
          && candidate.threads() > threads
          && !isInsideOfCalled(candidate)) {
        next.add(candidate);
      }
    }
    left.removeAll(next);
    return next;
  }

  /** What those have done that were to be tried. */
  void done(List<Candidate> candidates, List<Tried> what) {
    for (int i = 0; i < what.size(); i++) {
      tried.put(candidates.get(i).method(), what.get(i));
    }
  }

  /** All that was tried. */
  Map<MethodName, Tried> tried() {
    return tried;
  }

  private static int callingThreads(Tried what) {
    return what.calls() == 0 ? 0 : what.threads();
  }

  private boolean isInsideOfCalled(Candidate candidate) {
    for (MethodName caller : seen.callers(candidate)) {
      Tried what = tried.get(caller);
      if (what != null && what.calls() > 0) {
        return true;
      }
    }
    return false;
  }
}
