package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CareTest {
  private final List<String> looked = new ArrayList<>();

  @Test
  void oneThatFailsIsSaidAndKeepsNoOtherFromBeingLookedAfter() {
    List<Care> all =
        List.of(
            () -> looked.add("patterns"),
            () -> {
              throw new NoClassDefFoundError("Clock");
            },
            () -> {
              throw new IllegalStateException("too");
            },
            () -> looked.add("runs"));
    assertThatThrownBy(() -> Care.lookAfter(all)).hasMessage("Clock");
    assertThat(looked).containsExactly("patterns", "runs");
  }
}
