package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.junit.jupiter.api.Test;

class OwnCostTest {
  private static final Instant NOON = Instant.parse("2026-01-18T12:00:00Z");

  private final Recording recording = new Recording(2, 2, 2);
  private Optional<OperationCost> measured = Optional.empty();
  private String clock = "fast";
  private final OwnCost cost = new OwnCost(recording, () -> measured, () -> clock);

  @Test
  void theCostOfAnOperationIsNotKnownBeforeItWasMeasured() {
    assertThat(cost.read(NOON, MemoryUse.NONE, 0).operation()).isNull();
    measured = Optional.of(new OperationCost("fast", 30, 15));
    assertThat(cost.read(NOON, MemoryUse.NONE, 0).operation())
        .isEqualTo(new OperationCost("fast", 30, 15));
  }

  @Test
  void aClockThatWasGoneOverToIsTimedAndNotGivenTheCostOfTheOther() {
    measured = Optional.of(new OperationCost("fast", 30, 15));
    assertThat(cost.read(NOON, MemoryUse.NONE, 0).clock().switchedAt()).isNull();
    clock = "nanotime (fallen back)";
    MonitorCost after = cost.read(NOON.plusSeconds(1), MemoryUse.NONE, 0);
    assertThat(after.clock().name()).isEqualTo("nanotime (fallen back)");
    assertThat(after.clock().switchedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(after.operation()).isNull();
    measured = Optional.of(new OperationCost("nanotime (fallen back)", 60, 30));
    MonitorCost later = cost.read(NOON.plusSeconds(2), MemoryUse.NONE, 0);
    assertThat(later.clock().switchedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(later.operation()).isEqualTo(measured.get());
  }

  @Test
  void theLastOfSeveralChangesOfTheClockIsTheOneThatIsShown() {
    clock = "nanotime";
    assertThat(cost.read(NOON, MemoryUse.NONE, 0).clock().switchedAt()).isNull();
    clock = "tsc";
    assertThat(cost.read(NOON.plusSeconds(4), MemoryUse.NONE, 0).clock().switchedAt())
        .isEqualTo(NOON.plusSeconds(4));
    clock = "nanotime (fallen back)";
    assertThat(cost.read(NOON.plusSeconds(9), MemoryUse.NONE, 0).clock().switchedAt())
        .isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  void theMemoryIsHandedOn() {
    MemoryUse memory = new MemoryUse(100, List.of(new MemoryUse.Part("cells", 7)), List.of());
    MonitorCost now = cost.read(NOON, memory, 3);
    assertThat(now.memory()).isEqualTo(memory);
  }

  @Test
  void theFrequencyIsThatWhichTicksAreConvertedWith() {
    long ticksOfASecond = cost.read(NOON, MemoryUse.NONE, 0).clock().frequency();
    assertThat(Clock.toNanos(ticksOfASecond)).isBetween(999_999_000L, 1_000_001_000L);
  }

  @Test
  void failuresOfTheListenersAreHandedOn() {
    assertThat(cost.read(NOON, MemoryUse.NONE, 3).listenerFailures()).isEqualTo(3);
  }
}
