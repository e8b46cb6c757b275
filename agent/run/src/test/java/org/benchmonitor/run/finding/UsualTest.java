package org.benchmonitor.run.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTest {
  private static final double SIGMAS = 1.4826;

  private final SplittableRandom random = new SplittableRandom(60);

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Of few different values many are equal. */
  @ParameterizedTest
  @ValueSource(ints = {2, 7, 1_000_000})
  void itIsTheMedianOfTheLastValuesAndThatOfTheirDeviations(int different) {
    Usual usual = new Usual(1e-9);
    List<Double> last = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(500) == 0) {
        usual.clear();
        last.clear();
      }
      double value = random.nextInt(different) - different / 3.0;
      usual.add(value);
      last.add(value);
      if (last.size() > 60) {
        last.remove(0);
      }
      assertThat(usual.isKnown()).isEqualTo(last.size() >= 10);
      double median = median(last);
      assertThat(usual.median()).isEqualTo(median);
      double deviation = median(last.stream().map(one -> Math.abs(one - median)).toList());
      double asked = random.nextInt(different);
      double expected = (asked - median) / Math.max(1e-9, SIGMAS * deviation);
      assertThat(usual.score(asked)).isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-12));
    }
  }
}
