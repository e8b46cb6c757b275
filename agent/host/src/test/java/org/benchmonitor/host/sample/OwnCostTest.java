package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.junit.jupiter.api.Test;

class OwnCostTest {
  private static final Instant NOON = Instant.parse("2026-01-18T12:00:00Z");

  private final Recording recording = new Recording(2, 2, 2);
  private Optional<OperationCost> measured = Optional.empty();
  private String clock = "fast";
  private final OwnCost cost = new OwnCost(recording, () -> 1000, () -> measured, () -> clock);

  @Test
  void theCostOfAnOperationIsNotKnownBeforeItWasMeasured() {
    assertThat(cost.read(NOON, 0).operation()).isNull();
    measured = Optional.of(new OperationCost("fast", 30, 15));
    assertThat(cost.read(NOON, 0).operation()).isEqualTo(new OperationCost("fast", 30, 15));
  }

  @Test
  void aClockThatWasGoneOverToIsTimedAndNotGivenTheCostOfTheOther() {
    measured = Optional.of(new OperationCost("fast", 30, 15));
    assertThat(cost.read(NOON, 0).clock().switchedAt()).isNull();
    clock = "nanotime (fallen back)";
    MonitorCost after = cost.read(NOON.plusSeconds(1), 0);
    assertThat(after.clock().name()).isEqualTo("nanotime (fallen back)");
    assertThat(after.clock().switchedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(after.operation()).isNull();
    measured = Optional.of(new OperationCost("nanotime (fallen back)", 60, 30));
    MonitorCost later = cost.read(NOON.plusSeconds(2), 0);
    assertThat(later.clock().switchedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(later.operation()).isEqualTo(measured.get());
  }

  @Test
  void allBytesAndTheFrequencyOfTheClockAreThere() {
    MonitorCost now = cost.read(NOON, 3);
    assertThat(now.memory().heldBytes()).isEqualTo(recording.reader().cellBytes() + 1000);
    assertThat(now.clock().frequency()).isEqualTo(Clock.frequency());
    assertThat(now.listenerFailures()).isEqualTo(3);
  }
}
