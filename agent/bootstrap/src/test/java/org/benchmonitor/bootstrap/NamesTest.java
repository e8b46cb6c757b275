package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    OperationTable operations = new OperationTable();
    int number = operations.number("a\uD800");
    assertThat(operations.name(number)).isEqualTo("a\uFFFD");
    assertThat(operations.number("a\uDC00")).isEqualTo(number);
    assertThat(operations.number("a\uFFFD")).isEqualTo(number);
    assertThat(operations.number("x".repeat(199) + "\uD83D\uDE00"))
        .as("cut within a pair")
        .isEqualTo(operations.number("x".repeat(199) + "\uFFFD"));

    ErrorTable errors = new ErrorTable();
    ErrorType type = errors.type("a\uD800");
    assertThat(type.name()).isEqualTo("a\uFFFD");
    assertThat(errors.type("a\uDC00")).isSameAs(type);
  }

  @ParameterizedTest
  @CsvSource({
    "java.io.IOException, IOException",
    "com.acme.Outer$Boom, Boom",
    "Outer$Inner$Boom, Boom",
    "com.acme.Outer$1Local, Local",
    "com.acme.Outer$1, com.acme.Outer$1",
    "com.acme.Outer$Inner$12, com.acme.Outer$Inner$12",
    "com.acme.Boom$, com.acme.Boom$",
    "Boom, Boom",
  })
  void theSimpleNameIsReadInTheBinaryName(String binary, String simple) {
    assertThat(Names.simple(binary)).isEqualTo(simple);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Outer$1, true",
    "com.acme.Outer$Inner$12, true",
    "com.acme.Outer$1Local, false",
    "com.acme.Boom$, false",
    "Boom1, false",
  })
  void anonymousClassesHaveNumbersForNames(String binary, boolean anonymous) {
    assertThat(Names.isAnonymous(binary)).isEqualTo(anonymous);
  }
}
