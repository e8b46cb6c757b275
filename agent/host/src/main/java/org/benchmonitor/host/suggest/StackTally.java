package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.host.sample.StackSource.ThreadStack;
import org.jspecify.annotations.Nullable;

/** Counts the methods on the stacks of one search; bounded; one thread. */
final class StackTally {
  /** The most methods that are told apart. */
  static final int MOST_METHODS = 5_000;

  /** Fewer stacks tell nothing of what is done while no thread waits. */
  private static final int FEWEST_AWAKE = 5;

  /** So many threads that have ended each with the same body make that an operation. */
  private static final int PASSING_THREADS = 5;

  private static final class Seen {
    private final Set<Long> threads = new HashSet<>();
    private final Map<MethodName, Integer> callers = new HashMap<>();
    private long stacks;
    private long asBody;
    private long steps;
    private long asleep;
    private long awake;
  }

  private final FrameRules rules;
  private final int deepest;
  private final Map<MethodName, Seen> seen = new HashMap<>();
  private final Set<Long> threads = new HashSet<>();
  private long stacks;
  private long withMethods;
  private long awake;
  private long carrying;
  private long cut;

  /**
   * Makes an empty one.
   *
   * @param deepest the frames of a stack that may go further out than is told
   */
  StackTally(FrameRules rules, int deepest) {
    this.rules = rules;
    this.deepest = deepest;
  }

  void add(ThreadStack stack) {
    List<StackTraceElement> frames = stack.frames();
    if (frames.isEmpty()) {
      return;
    }
    boolean isWhole = frames.size() < deepest;
    carrying += frames.stream().anyMatch(FrameRules::isCarrying) ? 1 : 0;
    StackPath path = StackPath.of(frames, isWhole, rules);
    int bodies = path.hasBody() ? 1 : 0;
    if (path.methods().isEmpty()) {
      return;
    }
    stacks++;
    threads.add(stack.id());
    cut += isWhole ? 0 : 1;
    withMethods += path.methods().size() > bodies ? 1 : 0;
    FrameRules.Activity activity = FrameRules.activity(frames);
    boolean isAwake = activity == FrameRules.Activity.AWAKE && path.methods().size() > bodies;
    awake += isAwake ? 1 : 0;
    Set<MethodName> counted = new HashSet<>();
    MethodName caller = null;
    for (int i = 0; i < path.methods().size(); i++) {
      MethodName method = path.methods().get(i);
      Seen one = seenOf(method);
      if (one != null && counted.add(method)) {
        one.stacks++;
        one.threads.add(stack.id());
        one.asBody += i < bodies ? 1 : 0;
        one.asleep += activity == FrameRules.Activity.SLEEPING ? 1 : 0;
        one.awake += activity == FrameRules.Activity.AWAKE ? 1 : 0;
        one.steps += Math.max(0, i - bodies);
        one.callers.merge(caller == null ? method : caller, 1, Integer::sum);
      }
      caller = method;
    }
  }

  private @Nullable Seen seenOf(MethodName method) {
    Seen known = seen.get(method);
    if (known == null && seen.size() < MOST_METHODS) {
      known = new Seen();
      seen.put(method, known);
    }
    return known;
  }

  /** Stacks with a method of the host's. */
  long stacks() {
    return stacks;
  }

  int threads() {
    return threads.size();
  }

  /** Stacks of threads that carried a virtual one. */
  long carrying() {
    return carrying;
  }

  /** Stacks whose outermost frames were not told. */
  long cut() {
    return cut;
  }

  /**
   * All methods that were seen, the likeliest first.
   *
   * @param alive the threads that have not ended; a body of many that have is called for each
   */
  List<Candidate> candidates(Set<Long> alive) {
    List<Candidate> all = new ArrayList<>();
    seen.forEach((method, one) -> all.add(candidate(method, one, alive)));
    all.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingDouble(Candidate::depth)
            .thenComparing(candidate -> candidate.method().pattern()));
    return all;
  }

  private Candidate candidate(MethodName method, Seen one, Set<Long> alive) {
    long ended = one.threads.stream().filter(thread -> !alive.contains(thread)).count();
    boolean isPassing = ended >= PASSING_THREADS && 2 * ended >= one.threads.size();
    MethodName caller =
        one.callers.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(method);
    return new Candidate(
        method,
        (double) one.stacks / Math.max(1, Math.max(withMethods, one.stacks)),
        (double) one.steps / one.stacks,
        2 * one.asBody > one.stacks && !isPassing,
        (double) one.awake / Math.max(FEWEST_AWAKE, Math.max(awake, one.awake)),
        (double) one.asleep / one.stacks,
        1 - (double) one.awake / one.stacks,
        one.threads.size(),
        caller.equals(method) ? null : caller);
  }
}
