package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.benchmonitor.run.model.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiccupMeterTest {
  private static final long MILLI = 1_000_000;

  private final PendingMarks marks = new PendingMarks();
  private final ManualTicker ticker = new ManualTicker();
  private final HiccupMeter meter = new HiccupMeter(ticker, marks, new HiccupPace(() -> -1));

  @Test
  void aSleepThatTookTooLongIsAStallOfTheTimeBeyondIt() {
    ticker.advance(Duration.ofMillis(142));
    meter.slept(5 * MILLI, 100 * MILLI, 142 * MILLI);
    List<Mark> taken = marks.take();
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).kind()).isEqualTo(Mark.Kind.STALL);
    assertThat(taken.get(0).durationNanos()).isEqualTo(37 * MILLI);
    assertThat(taken.get(0).at()).isEqualTo(ManualTicker.ORIGIN.plusMillis(105));
    assertThat(meter.take())
        .isEqualTo(new HiccupMeter.Stalls(1, 37 * MILLI, 37 * MILLI, 37 * MILLI));
  }

  @Test
  void theLongestOfAnIntervalIsNotThatOfTheRun() {
    meter.slept(5 * MILLI, 0, 95 * MILLI);
    meter.take();
    meter.slept(5 * MILLI, 100 * MILLI, 125 * MILLI);
    assertThat(meter.take())
        .isEqualTo(new HiccupMeter.Stalls(2, 110 * MILLI, 90 * MILLI, 20 * MILLI));
    assertThat(meter.take()).isEqualTo(new HiccupMeter.Stalls(2, 110 * MILLI, 90 * MILLI, 0));
  }

  @Test
  void aSleepThatWasALittleLateIsNot() {
    meter.slept(5 * MILLI, 0, HiccupMeter.SHORTEST_NANOS - 1);
    meter.slept(MILLI, 0, HiccupMeter.SHORTEST_NANOS - 1);
    meter.slept(10 * MILLI, 0, 10 * MILLI + HiccupMeter.LEAST_LATE_NANOS - 1);
    assertThat(marks.take()).isEmpty();
    assertThat(meter.take()).isEqualTo(HiccupMeter.Stalls.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1, 11", "3, 11", "5, 11", "8, 14", "10, 16"})
  void theShortestStallIsKeptWhereverInASleepItBegins(long sleepMillis, long stallMillis) {
    for (long into = 0; into <= sleepMillis; into++) {
      meter.slept(sleepMillis * MILLI, 0, (into + stallMillis) * MILLI);
    }
    assertThat(meter.take().count()).isEqualTo(sleepMillis + 1);
  }
}
