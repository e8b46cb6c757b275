package org.benchmonitor.run.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which runs were made back to back, in one sitting.
 *
 * <p>Runs of one sitting share the state of the machine. Where none of the other side was made
 * among them, what they have in common is not told apart from the code, so they count as one value.
 */
final class Sittings {
  /** Between the end of a run and the start of the next one of the same sitting. */
  static final Duration LONGEST_GAP = Duration.ofHours(1);

  private final IdentityHashMap<MeasuredRun, Integer> numbers = new IdentityHashMap<>();
  private final Set<Integer> shared = new HashSet<>();

  /**
   * Finds them.
   *
   * @param base with its history
   */
  Sittings(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    List<MeasuredRun> all = new ArrayList<>(base);
    all.addAll(fresh);
    all.sort(Comparator.comparing(MeasuredRun::start));
    int number = 0;
    Instant latest = all.isEmpty() ? Instant.EPOCH : all.get(0).start();
    for (MeasuredRun run : all) {
      if (run.start().isAfter(latest.plus(LONGEST_GAP))) {
        number++;
      }
      latest = run.end().isAfter(latest) ? run.end() : latest;
      numbers.put(run, number);
    }
    for (MeasuredRun run : fresh) {
      int own = number(run);
      if (base.stream().anyMatch(other -> number(other) == own)) {
        shared.add(own);
      }
    }
  }

  private int number(MeasuredRun run) {
    return numbers.getOrDefault(run, -1);
  }

  /** The runs of a side in groups that each count as one value. */
  List<List<MeasuredRun>> values(List<MeasuredRun> side) {
    List<List<MeasuredRun>> values = new ArrayList<>();
    Map<Integer, List<MeasuredRun>> own = new HashMap<>();
    for (MeasuredRun run : side) {
      int number = number(run);
      List<MeasuredRun> known = own.get(number);
      if (known == null || shared.contains(number)) {
        known = new ArrayList<>();
        own.put(number, known);
        values.add(known);
      }
      known.add(run);
    }
    return values;
  }
}
