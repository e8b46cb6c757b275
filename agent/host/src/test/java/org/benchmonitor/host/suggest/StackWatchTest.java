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
    source.thread(3, 0).thread(4, 0).costing(100 * MILLI);
    watch.watch(() -> false, done -> {});
    assertThat(source.looks()).isEqualTo(5);
    assertThat(watch.costPercent()).isBetween(8.0, 10.0);
  }

  @Test
  void whereHardlyAStackHasAMethodOfTheHostsItLooksLonger() {
    FakeStacks loops =
        new FakeStacks()
            .thread(1, 0)
            .stack("java.lang.Thread.run", "io.netty.Loop.run")
            .costing(2 * MILLI);
    StackWatch watch = new StackWatch(loops, loops, new FrameRules(""));
    List<Double> progress = new ArrayList<>();
    assertThat(watch.watch(() -> false, progress::add).stacks()).isZero();
    assertThat(loops.nanos()).isBetween(15_000 * MILLI, 15_500 * MILLI);
    assertThat(loops.looks()).isBetween(70, 75);
    assertThat(watch.costPercent()).isBetween(0.9, 1.0);
    assertThat(progress).isSorted().endsWith(1.0);
  }

  @Test
  void itLooksNoLongerThanUntilItHasSeenEnough() {
    FakeStacks loops =
        new FakeStacks()
            .thread(1, 0)
            .stack("java.lang.Thread.run", "io.netty.Loop.run")
            .stack("java.lang.Thread.run", "io.netty.Loop.run", "com.acme.Store.read")
            .costing(2 * MILLI);
    StackTally tally =
        new StackWatch(loops, loops, new FrameRules("")).watch(() -> false, done -> {});
    assertThat(tally.stacks()).isEqualTo(StackWatch.FEWEST_STACKS);
    assertThat(loops.looks()).isEqualTo(39);
    assertThat(loops.nanos()).isBetween(7_500 * MILLI, 8_500 * MILLI);
  }

  @Test
  void itEndsWhenItIsToldTo() {
    watch.watch(() -> source.looks() == 3, done -> {});
    assertThat(source.looks()).isEqualTo(3);
  }
}
