package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcTimesTest {
  @ParameterizedTest(name = "up for {0} ms, {1} ms by the wall clock: {2} ms of initialisation")
  @CsvSource({
    "60000, 59965, 35",
    "60000, 3659965, -1",
    "60000, -3540035, -1",
    "60000, 59000, -1",
    "1500, 700, 800",
    "1500, 5000, -1"
  })
  void theInitialisationIsOnlyBelievedWhereTheWallClockHasNotStepped(
      long uptime, long wall, long init) {
    assertThat(GcTimes.initMillis(uptime, wall)).isEqualTo(init < 0 ? GcTimes.UNKNOWN : init);
  }
}
