package org.benchmonitor.run.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandCountsTest {
  @Test
  void countsOfAnySizeAreReadBackAsTheyWere() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      long[] counts = new long[85];
      for (int band = 0; band < counts.length; band++) {
        counts[band] = random.nextInt(3) == 0 ? random.nextLong() >>> (1 + random.nextInt(63)) : 0;
      }
      long[] read = new long[counts.length];
      BandCounts.of(counts).addTo(read);
      assertThat(read).isEqualTo(counts);
    }
  }

  @Test
  void bandsAreVisitedAscendingAndEmptyOnesNotAtAll() {
    long[] counts = new long[85];
    counts[0] = 1;
    counts[7] = 128;
    counts[84] = Long.MAX_VALUE;
    List<Integer> visited = new ArrayList<>();
    BandCounts.of(counts).forEach((band, count) -> visited.add(band));
    assertThat(visited).containsExactly(0, 7, 84);
    assertThat(BandCounts.of(new long[85])).isSameAs(BandCounts.NONE);
  }

  @Test
  void theUsualIntervalTakesFewBytes() {
    long[] counts = new long[85];
    for (int band = 30; band < 50; band++) {
      counts[band] = 100;
    }
    assertThat(BandCounts.of(counts).size()).isEqualTo(40);
  }
}
