package org.benchmonitor.run.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorCountsTest {
  @Test
  void typesAreSortedByCountAndThoseWithoutErrorsAreLeftOut() {
    ErrorCounts counts = ErrorCounts.of(Map.of("a", 1L, "b", 7L, "c", 0L, "d", 1L));
    assertThat(counts.types())
        .containsExactly(
            new ErrorCounts.Count("b", 7),
            new ErrorCounts.Count("a", 1),
            new ErrorCounts.Count("d", 1));
    assertThat(ErrorCounts.of(Map.of("c", 0L))).isSameAs(ErrorCounts.NONE);
  }

  @Test
  void furtherTypesAreCountedTogether() {
    Map<String, Long> many = new HashMap<>();
    for (long i = 1; i <= 100; i++) {
      many.put("type" + i, i);
    }
    ErrorCounts counts = ErrorCounts.of(many);
    assertThat(counts.types()).hasSize(ErrorCounts.MOST_TYPES + 1);
    assertThat(counts.types().get(0)).isEqualTo(new ErrorCounts.Count("type100", 100));
    assertThat(counts.types().get(ErrorCounts.MOST_TYPES))
        .isEqualTo(new ErrorCounts.Count("other", 80 * 81 / 2));
  }

  @Test
  void aTypeThatIsNamedOtherIsCountedWithTheOthersNotBesideThem() {
    Map<String, Long> many = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put("type" + i, 1L);
    }
    many.put("other", 1000L);
    ErrorCounts counts = ErrorCounts.of(many);
    assertThat(counts.types()).extracting(ErrorCounts.Count::type).doesNotHaveDuplicates();
    assertThat(counts.types().stream().mapToLong(ErrorCounts.Count::count).sum()).isEqualTo(1030);
  }
}
