package org.benchmonitor.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.benchmonitor.setup.config.OptionHelp;
import org.junit.jupiter.api.Test;

/** The README's table of options is the one that {@code help options} prints. */
class ReadmeTest {
  private static final Path README = Path.of("..", "..", "README.md");
  private static final String BEGIN = "<!-- options -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void theTableOfOptionsIsTheOneOfTheProgram() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    String table = OptionHelp.markdown().strip() + "\n";
    if (Boolean.getBoolean("golden.update")) {
      assertThat(System.getenv("CI")).as("CI compares the table and writes none").isNull();
      Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
      return;
    }
    assertThat(begin).isGreaterThan(BEGIN.length());
    assertThat(readme.substring(begin, end)).isEqualTo(table);
  }
}
