package org.benchmonitor.host.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackWatchTest {
  private static final long MILLI = 1_000_000;

  private final FakeStacks source =
      new FakeStacks()
          .thread(1, 0)
          .thread(2, 0)
          .stack("java.lang.Thread.run", "com.acme.Loop.run", "com.acme.Store.read");
  private final StackWatch watch = new StackWatch(source, source, new FrameRules(""));

  @Test
  void cheapLooksAreMadeFiftyTimesASecond() {
    long start = source.nanos();
    List<Double> progress = new ArrayList<>();
    StackTally tally = watch.watch(() -> false, progress::add);
    assertThat(source.nanos() - start).isBetween(5_000 * MILLI, 5_500 * MILLI);
    assertThat(source.looks()).isEqualTo(250);
    assertThat(tally.stacks()).isEqualTo(500);
    assertThat(tally.threads()).isEqualTo(2);
    assertThat(watch.costPercent()).isZero();
    assertThat(progress).isSorted().endsWith(1.0);
    assertThat(watch.alive()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void whatLooksCostStaysWithinAHundredth() {
    source.costing(2 * MILLI);
    watch.watch(() -> false, done -> {});
    assertThat(source.looks()).isEqualTo(25);
    assertThat(watch.costPercent()).isBetween(0.9, 1.0);
  }

  @Test
  void aFewLooksAreMadeWhateverTheyCost() {
    source.costing(100 * MILLI);
    watch.watch(() -> false, done -> {});
    assertThat(source.looks()).isEqualTo(5);
    assertThat(watch.costPercent()).isBetween(8.0, 10.0);
  }

  @Test
  void itEndsWhenItIsToldTo() {
    watch.watch(() -> source.looks() == 3, done -> {});
    assertThat(source.looks()).isEqualTo(3);
  }
}
