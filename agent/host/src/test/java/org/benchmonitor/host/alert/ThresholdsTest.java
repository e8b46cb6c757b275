package org.benchmonitor.host.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.threshold.Alert.State;
import org.benchmonitor.run.threshold.Judgement;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void whatIsBrokenAndWhatHoldsAgainIsToldOnce() {
    List<AlertChange> told = Changes.of("p99 of read < 50ms over 1s", 10, 83, 84, 10, 10, 90);
    assertThat(told).extracting(AlertChange::isBroken).containsExactly(true, false, true);
    assertThat(told.get(0).text()).startsWith("p99 of read < 50ms over 1s: broken, 83.");
    assertThat(told.get(1).text()).isEqualTo("p99 of read < 50ms over 1s: resolved, 10.00 ms");
    assertThat(told.get(2).alert().times()).isEqualTo(2);
  }

  @Test
  void itIsKnownOfEachRunWhereItStands() {
    List<AlertChange> told = new ArrayList<>();
    Thresholds follower = new Thresholds(Changes.thresholds("max < 50ms"), 2, told::add);
    assertThat(state(follower.judgement("none"))).isEqualTo(State.NO_DATA);
    follower.take(Changes.second(1, 83));
    String run = Changes.second(1, 83).run().id();
    assertThat(state(follower.judgement(run))).isEqualTo(State.BROKEN);
    assertThat(follower.judgement(run).sequence()).isEqualTo(1);
    assertThat(told).extracting(AlertChange::session).containsExactly(run);
  }

  @Test
  void whatWasBrokenInIdleTimeIsToldThoughItHoldsAgain() {
    List<AlertChange> told = new ArrayList<>();
    Thresholds follower =
        new Thresholds(Changes.thresholds("throughput > 10/s over 1s"), 2, told::add);
    follower.take(Changes.second(1, 5));
    follower.take(Changes.idle(2));
    assertThat(told).as("it may be the end").isEmpty();
    follower.take(Changes.second(3, 5));
    assertThat(told).extracting(AlertChange::isBroken).containsExactly(false);
    assertThat(told.get(0).alert().times()).isEqualTo(1);
  }

  @Test
  void onlyTheLastRunsAreRemembered() {
    Thresholds follower = new Thresholds(Changes.thresholds("max < 50ms"), 2, change -> {});
    for (int run = 1; run <= 11; run++) {
      follower.take(Changes.second("run-" + run, 1, 83));
    }
    assertThat(state(follower.judgement("run-1"))).isEqualTo(State.NO_DATA);
    assertThat(state(follower.judgement("run-2"))).isEqualTo(State.BROKEN);
    assertThat(state(follower.judgement("run-11"))).isEqualTo(State.BROKEN);
  }

  private static State state(Judgement judgement) {
    return judgement.alerts().get(0).state();
  }
}
