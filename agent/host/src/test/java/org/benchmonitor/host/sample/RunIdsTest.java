package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunIdsTest {
  private static final Instant AT = Instant.parse("2026-01-18T15:30:45.120Z");

  @Test
  void aRunIsNamedAfterItsSecond() {
    assertThat(new RunIds("").next(AT)).isEqualTo("bench-20260118-153045");
  }

  @Test
  void runsOfOneSecondAreNumbered() {
    RunIds ids = new RunIds("");
    assertThat(ids.next(AT)).isEqualTo("bench-20260118-153045");
    assertThat(ids.next(AT.plusMillis(1))).isEqualTo("bench-20260118-153045-2");
    assertThat(ids.next(AT.plusMillis(800))).isEqualTo("bench-20260118-153045-3");
    assertThat(ids.next(AT.plusMillis(900))).isEqualTo("bench-20260118-153046");
    assertThat(ids.next(AT.plusMillis(901))).isEqualTo("bench-20260118-153046-2");
  }

  @Test
  void aClockThatWasSetBackRepeatsNoName() {
    RunIds ids = new RunIds("");
    assertThat(ids.next(AT)).isEqualTo("bench-20260118-153045");
    assertThat(ids.next(AT.plusSeconds(5))).isEqualTo("bench-20260118-153050");
    assertThat(ids.next(AT)).isEqualTo("bench-20260118-153050-2");
    assertThat(ids.next(AT.plusSeconds(6))).isEqualTo("bench-20260118-153051");
  }

  @Test
  void runsOfAGivenNameAreNumbered() {
    RunIds ids = new RunIds("nightly");
    assertThat(ids.next(AT)).isEqualTo("nightly");
    assertThat(ids.next(AT.plusSeconds(9))).isEqualTo("nightly-2");
    assertThat(ids.next(AT.plusSeconds(99))).isEqualTo("nightly-3");
  }
}
