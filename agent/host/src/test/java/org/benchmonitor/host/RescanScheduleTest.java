package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RescanScheduleTest {
  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

  private final RescanSchedule looks = new RescanSchedule(START);

  private List<Integer> dueWithin(int fromSeconds, int toSeconds) {
    List<Integer> due = new ArrayList<>();
    for (int second = fromSeconds; second <= toSeconds; second++) {
      if (looks.isDue(START + TimeUnit.SECONDS.toNanos(second))) {
        due.add(second);
      }
    }
    return due;
  }

  @Test
  void theyAreSoonFirstAndThenRareAlsoWhereTheClockWraps() {
    assertThat(dueWithin(0, 300)).containsExactly(2, 10, 50, 250);
  }

  @Test
  void theyBeginAgainWithOtherPatterns() {
    assertThat(dueWithin(0, 20)).containsExactly(2, 10);
    looks.restart(START + TimeUnit.SECONDS.toNanos(20));
    assertThat(dueWithin(20, 40)).containsExactly(22, 30);
  }

  private void doubt(int second) {
    looks.doubt(START + TimeUnit.SECONDS.toNanos(second));
  }

  @Test
  void aDoubtIsLookedIntoSoonAndOnce() {
    assertThat(dueWithin(0, 19)).containsExactly(2, 10);
    doubt(19);
    assertThat(looks.isDoubted()).isTrue();
    assertThat(dueWithin(19, 60)).containsExactly(21, 50);
    assertThat(looks.isDoubted()).isFalse();
  }

  @Test
  void theFirstDoubtIsNotHeldByTheStart() {
    doubt(1);
    assertThat(dueWithin(1, 9)).containsExactly(2, 3);
  }

  @Test
  void aProgramThatAlwaysMakesClassesIsLookedAtEveryTenSeconds() {
    List<Integer> due = new ArrayList<>();
    for (int second = 51; second < 100; second++) {
      if (!looks.isDoubted()) {
        doubt(second);
      }
      due.addAll(dueWithin(second, second));
    }
    // The first is the overdue one of the fixed series.
    assertThat(due).containsExactly(51, 53, 63, 73, 83, 93);
  }
}
