package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OptionHelpTest {
  private static String golden(String name) throws IOException {
    try (InputStream in = OptionHelpTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theTextIsAsReviewed() throws IOException {
    assertThat(OptionHelp.text()).isEqualTo(golden("options.txt"));
  }

  @Test
  void theMarkdownIsAsReviewed() throws IOException {
    assertThat(OptionHelp.markdown()).isEqualTo(golden("options.md"));
  }

  @Test
  void theTextFitsIntoAHundredColumns() {
    assertThat(OptionHelp.text().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThan(101));
  }
}
