package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthTest {
  @Test
  void everyOperationIsOfExactlyOneWorker() {
    Length length = Length.ofOperations(103);

    assertThat(IntStream.range(0, 10).mapToLong(worker -> length.operationsOf(worker, 10)))
        .containsExactly(11L, 11L, 11L, 10L, 10L, 10L, 10L, 10L, 10L, 10L);
    assertThat(length.endNanos(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void durationCountsFromTheBeginOfTheMeasuredPart() {
    Length length = Length.ofDuration(Duration.ofMillis(2));

    assertThat(length.endNanos(1_000_000)).isEqualTo(3_000_000);
    assertThat(length.operationsOf(0, 10)).isEqualTo(Long.MAX_VALUE);
  }
}
