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

  private static State state(Judgement judgement) {
    return judgement.alerts().get(0).state();
  }
}
