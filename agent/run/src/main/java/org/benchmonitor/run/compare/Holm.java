package org.benchmonitor.run.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's method: of many chances, those that are small enough although there are many. */
final class Holm {
  private static final double LEVEL = 0.025;

  private Holm() {}

  /** Whether each of them passes. */
  static boolean[] passes(double[] chances) {
    int[] order =
        IntStream.range(0, chances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> chances[i]))
            .mapToInt(i -> i)
            .toArray();
    boolean[] passes = new boolean[chances.length];
    for (int i = 0; i < order.length; i++) {
      if (!(chances[order[i]] <= LEVEL / (chances.length - i))) {
        break;
      }
      passes[order[i]] = true;
    }
    return passes;
  }
}
