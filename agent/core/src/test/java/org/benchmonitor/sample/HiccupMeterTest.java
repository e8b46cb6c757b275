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
    assertThat(taken.get(0).durationNanos()).isEqualTo(37 * MILLI);
    assertThat(taken.get(0).at()).isEqualTo(ManualTicker.ORIGIN.plusMillis(105));
    assertThat(meter.count()).isEqualTo(1);
    assertThat(meter.longestNanos()).isEqualTo(37 * MILLI);
  }

  @Test
  void aSleepThatWasALittleLateIsNot() {
    meter.slept(0, HiccupMeter.SHORTEST_NANOS - 1);
    assertThat(marks.take()).isEmpty();
    assertThat(meter.totalNanos()).isZero();
  }

  @Test
  void theShortestStallIsKeptWhereverInASleepItBegins() {
    for (long into = 0; into <= HiccupMeter.SLEEP_NANOS; into += MILLI) {
      meter.slept(0, into + HiccupMeter.SHORTEST_NANOS);
    }
    assertThat(meter.count()).isEqualTo(6);
  }
}
