package org.benchmonitor.setup.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.Worker, com.acme.Worker, true",
    "com.acme.Worker, com.acme.Worker2, false",
    "com.acme.*, com.acme.Worker, true",
    "com.acme.*, com.acme.deep.Worker, false",
    "com.acme.**, com.acme.deep.Worker, true",
    "com.acme.**, com.acme., true",
    "com.acme.**, com.acmeWorker, false",
    "**.Worker, com.acme.Worker, true",
    "**Client, Client, true",
    "*Client, com.Client, false",
    "*.*.W*r, a.b.Worker, true",
    "aba*aba, aba, false",
    "aba*aba, ababa, false",
    "aba*aba, abaaba, true",
    "***, a.b, true",
    "**, '', true",
    "*, a.b, false",
  })
  void oneStarStopsAtADotAndTwoDoNot(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  /** Against a regular expression that says the same. */
  @Test
  void aRandomPatternMatchesWhatItsDefinitionSays() {
    Random random = new Random(9);
    int matched = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = text(random, "ab.**", 8);
      String text = text(random, "ab.", 10);
      boolean expected = reference(pattern).matcher(text).matches();
      assertThat(new Glob(pattern).matches(text)).as(pattern + " on " + text).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(10_000);
  }

  private static Pattern reference(String pattern) {
    return Pattern.compile(
        pattern.replace(".", "[.]").replace("**", "##").replace("*", "[^.]*").replace("##", ".*"));
  }

  private static String text(Random random, String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  @Timeout(20)
  void manyStarsAgainstLongNamesTakeNoLongerThanTheirLengths() {
    Glob glob = new Glob("a" + "*a".repeat(100) + "**b");
    String name = "a".repeat(5_000) + "c";
    assertThat(glob.matches(name)).isFalse();
    assertThat(glob.matches(name + "b")).isTrue();
  }
}
