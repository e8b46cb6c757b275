package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.host.sample.StackSource;

/** Chooses the threads whose stacks are looked at: those that work, in turns; one thread. */
final class ThreadChoice {
  private static final int MOST_FOLLOWED = 10_000;

  private final StackSource source;
  private final int most;
  private final Map<Long, Long> workBefore = new HashMap<>();

  /** How much each has worked so far, of those that have at all. */
  private final Map<Long, Long> worked = new HashMap<>();

  private int next;
  private boolean looked;

  /**
   * Makes one that has seen nothing yet.
   *
   * @param most threads at one time
   */
  ThreadChoice(StackSource source, int most) {
    this.source = source;
    this.most = most;
  }

  /** Looks which threads have worked since the last look. */
  void look() {
    long[] ids = source.ids();
    long[] work = source.work(ids);
    Set<Long> alive = new HashSet<>();
    for (int i = 0; i < ids.length && alive.size() < MOST_FOLLOWED; i++) {
      alive.add(ids[i]);
      Long before = workBefore.put(ids[i], work[i]);
      if (before != null && work[i] > before) {
        worked.merge(ids[i], work[i] - before, Long::sum);
      } else if (before == null && looked && work[i] > 0) {
        // It began since the last look.
        worked.merge(ids[i], work[i], Long::sum);
      }
    }
    looked = true;
    workBefore.keySet().retainAll(alive);
    worked.keySet().retainAll(alive);
  }

  /** The next ones in turn, of those that have worked; none where none has. */
  long[] choose() {
    List<Long> all = new ArrayList<>(worked.keySet());
    all.sort(
        Comparator.<Long>comparingLong(id -> -worked.getOrDefault(id, 0L))
            .thenComparing(Comparator.naturalOrder()));
    if (next >= all.size()) {
      next = 0;
    }
    int end = Math.min(all.size(), next + most);
    long[] chosen = all.subList(next, end).stream().mapToLong(Long::longValue).toArray();
    next = end;
    return chosen;
  }

  /** The threads of the last look. */
  Set<Long> alive() {
    return Set.copyOf(workBefore.keySet());
  }
}
