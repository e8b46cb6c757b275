package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void halvesOfPairsAreReplacedAndPairsKept() {
    assertThat(Names.wellFormed("high\uD800alone")).isEqualTo("high\uFFFDalone");
    assertThat(Names.wellFormed("\uDC00\uD83D\uDE00\uD83D")).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
    assertThat(Names.wellFormed("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
  }

  @Test
  void aTextThatCanBeSentStaysTheSame() {
    for (String text : new String[] {"", "read", "\uD83D\uDE00", "\uFFFD", "\0\u2028"}) {
      assertThat(Names.wellFormed(text)).isSameAs(text);
    }
  }

  @Test
  void operationsAndErrorsThatLookAlikeAreOne() {
    Operations operations = new Operations();
    int number = operations.number("a\uD800");
    assertThat(operations.name(number)).isEqualTo("a\uFFFD");
    assertThat(operations.number("a\uDC00")).isEqualTo(number);
    assertThat(operations.number("a\uFFFD")).isEqualTo(number);
    assertThat(operations.number("x".repeat(199) + "\uD83D\uDE00"))
        .as("cut within a pair")
        .isEqualTo(operations.number("x".repeat(199) + "\uFFFD"));

    Errors errors = new Errors();
    ErrorType type = errors.type("a\uD800");
    assertThat(type.name()).isEqualTo("a\uFFFD");
    assertThat(errors.type("a\uDC00")).isSameAs(type);
  }
}
