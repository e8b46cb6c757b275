package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;

class RetiredPatternsTest {
  private final Recording recording = new Recording(2, 1, 1);
  private final RetiredPatterns retired = new RetiredPatterns(recording.sites());

  private static OperationSpec spec(int number) {
    return OperationSpec.of("A#b" + number).with("ok", "return:true");
  }

  private Matches retire(int number) {
    Matches matches = Matches.of(spec(number));
    matches.matched(
        "A", "b()", recording.sites().add("b", null), new Matches.CodeSize(1, 2), List.of());
    retired.add(matches);
    return matches;
  }

  @Test
  void aPatternThatComesBackHasItsSitesAndListsNothingYet() {
    Matches matches = retire(1);
    assertThat(matches.isEmpty()).isTrue();
    assertThat(retired.find(spec(1))).isSameAs(matches);
    retired.revive(List.of(matches));
    assertThat(matches.sites()).hasSize(1);
    assertThat(retired.find(spec(1))).isNull();
    assertThat(retired.find(OperationSpec.of("A#b1"))).isNull();
  }

  @Test
  void aHundredChangesOfMindAreRememberedAndTheOldestForgotten() {
    for (int i = 0; i <= 100; i++) {
      retire(i);
    }
    assertThat(retired.find(spec(0))).isNull();
    assertThat(retired.find(spec(1))).isNotNull();
    assertThat(retired.find(spec(100))).isNotNull();
  }
}
