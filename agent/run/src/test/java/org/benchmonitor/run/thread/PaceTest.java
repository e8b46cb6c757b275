package org.benchmonitor.run.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long QUARTER = Pace.WORK_NANOS / 4;

  @Test
  void afterAMillisecondOfWorkARestIsDueAndNoneSoonerAfterIt() {
    SteppedRests rests = new SteppedRests(QUARTER, () -> {});
    Pace pace = new Pace(rests);
    for (int round = 0; round < 3; round++) {
      assertThat(pace.isRestDue()).isFalse();
      assertThat(pace.isRestDue()).isFalse();
      assertThat(pace.isRestDue()).isFalse();
      assertThat(pace.isRestDue()).isTrue();
      pace.rest();
    }
    assertThat(rests.taken()).containsExactly(1_000_000L, 1_000_000L, 1_000_000L);
  }

  @Test
  void aRestThatIsNotTakenStaysDue() {
    Pace pace = new Pace(new SteppedRests(2 * Pace.WORK_NANOS, () -> {}));
    assertThat(pace.isRestDue()).isTrue();
    assertThat(pace.isRestDue()).isTrue();
  }
}
