package org.benchmonitor.host.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadChoiceTest {
  private final FakeStacks source = new FakeStacks();

  @Test
  void threadsThatDoNotWorkAreNotLookedAt() {
    ThreadChoice choice = new ThreadChoice(source, 32);
    source.thread(1, 100).thread(2, 100).thread(3, 0);
    choice.look();
    assertThat(choice.choose()).isEmpty();
    source.thread(2, 150);
    choice.look();
    assertThat(choice.choose()).containsExactly(2);
    assertThat(choice.alive()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void moreThreadsThanAreAllowedTakeTurns() {
    ThreadChoice choice = new ThreadChoice(source, 2);
    for (int id = 1; id <= 5; id++) {
      source.thread(id, 0);
    }
    choice.look();
    for (int id = 1; id <= 5; id++) {
      source.thread(id, 10L * id);
    }
    choice.look();
    assertThat(choice.choose()).containsExactly(5, 4);
    assertThat(choice.choose()).containsExactly(3, 2);
    assertThat(choice.choose()).containsExactly(1);
    assertThat(choice.choose()).containsExactly(5, 4);
  }

  @Test
  void aThreadThatHasBegunSinceIsChosenAndOneThatHasEndedIsNot() {
    ThreadChoice choice = new ThreadChoice(source, 32);
    source.thread(1, 0);
    choice.look();
    source.thread(1, 5).thread(2, 1);
    choice.look();
    assertThat(choice.choose()).containsExactly(1, 2);
    source.end(1);
    choice.look();
    assertThat(choice.choose()).containsExactly(2);
  }
}
