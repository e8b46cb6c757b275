package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.setup.config.Loading.arguments;
import static org.benchmonitor.setup.config.Loading.onlyLine;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
  private static final String SYNTAX = "=,'()#:{}[]@ op";

  @ParameterizedTest
  @ValueSource(strings = {"x", "9", "'", "(", ")", ",", "=", "\uD800", "op=a,", "a='", "op=(,"})
  void tenThousandCharactersOfAnythingAreShortLines(String unit) {
    String long10k = unit.repeat(10_000);
    int lines = 0;
    for (Option<?> option : Options.all()) {
      ConfigResult result =
          AgentConfig.load(option.key() + "=" + long10k, Map.of(), Map.of(), file -> Map.of());
      assertThat(result.problems()).hasSizeLessThanOrEqualTo(Problems.MOST);
      assertThat(Loading.lines(result)).allSatisfy(line -> assertThat(line).hasSizeLessThan(700));
      lines += result.problems().size();
    }
    assertThat(lines).as("few options take this").isGreaterThan(Options.all().size() / 2);
    assertThat(Loading.lines(arguments(long10k)))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(700));
  }

  @Test
  void aProblemIsOneLineWhateverItShows() {
    String line = onlyLine(arguments("zebra=a\nb\rc\u001B[31m\u2028\u202Ed\u0000\uD800e\u0085"));
    assertThat(line)
        .contains("a\\u{a}b\\u{d}c\\u{1b}[31m\\u{2028}\\u{202e}d\\u{0}\\u{d800}e\\u{85}");
    assertThat(line.codePoints().noneMatch(Character::isISOControl)).isTrue();
  }

  @Test
  void textOfOneLineMayBeOfAnyScript() {
    assertThat(Loading.clean(arguments("scenario=Größe 負荷 🚀")).scenario()).contains("Größe 負荷 🚀");
    assertThat(onlyLine(arguments("scenario=a\nb"))).contains("in one line");
  }

  @Test
  void randomTextNeverThrows() {
    Random random = new Random(7);
    int withProblems = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int c = 0; c < length; c++) {
        text.append(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      }
      ConfigResult result = arguments(text.toString());
      assertThat(Loading.lines(result)).noneMatch(line -> line.contains("the defaults are used"));
      withProblems += result.problems().isEmpty() ? 0 : 1;
    }
    assertThat(withProblems).isGreaterThan(1_000);
  }

  @Test
  void aDefectGivesTheDefaultsAndSaysSo() {
    ConfigResult result =
        AgentConfig.load(
            "workers=3",
            new java.util.HashMap<>() {
              private static final long serialVersionUID = 1;

              @Override
              public java.util.Set<String> keySet() {
                throw new IllegalStateException("broken map");
              }
            },
            Map.of(),
            Loading.NO_FILE);
    assertThat(result.config()).isEqualTo(AgentConfig.defaults());
    assertThat(onlyLine(result)).contains("the defaults are used", "broken map");
  }
}
