package org.benchmonitor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.benchmonitor.model.Mark;
import org.junit.jupiter.api.Test;

class HiccupMeterTest {
  private static final long MILLI = 1_000_000;

  private final Marks marks = new Marks();
  private final HiccupMeter meter = new HiccupMeter(new ManualTicker(), marks);

  @Test
  void aSleepThatTookTooLongIsAStallOfTheTimeBeyondIt() {
    meter.slept(100 * MILLI, 142 * MILLI);
    List<Mark> taken = marks.take();
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).kind()).isEqualTo(Mark.Kind.STALL);
    assertThat(taken.get(0).durationNanos()).isEqualTo(41 * MILLI);
    assertThat(taken.get(0).at()).isEqualTo(ManualTicker.ORIGIN.plusMillis(101));
    assertThat(meter.count()).isEqualTo(1);
    assertThat(meter.longestNanos()).isEqualTo(41 * MILLI);
  }

  @Test
  void aSleepThatWasALittleLateIsNot() {
    meter.slept(0, HiccupMeter.SHORTEST_NANOS);
    assertThat(marks.take()).isEmpty();
    assertThat(meter.totalNanos()).isZero();
  }
}
