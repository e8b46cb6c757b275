package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void givenTokensAreTaken() {
    Tokens tokens = Tokens.of(config("token=0pen-sesame,token_readonly=l00k-only"));

    assertThat(tokens.control().text()).isEqualTo("0pen-sesame");
    assertThat(tokens.readOnly()).contains(new Secret("l00k-only"));
  }

  @Test
  void withoutOneTheControlsTokenIsMadeAndFitsIntoAnOption() {
    Secret first = Tokens.of(config("")).control();
    Secret second = Tokens.of(config("")).control();

    assertThat(first).isNotEqualTo(second);
    assertThat(first.text()).hasSize(32);
    assertThat(Tokens.of(config("token=" + first.text())).control()).isEqualTo(first);
  }

  @Test
  void theyAreNeverWritten() {
    assertThat(Tokens.of(config("token=0pen-sesame")).toString()).doesNotContain("sesame");
  }

  private static AgentConfig config(String arguments) {
    return AgentConfig.load(arguments, Map.of(), Map.of(), file -> Map.of()).config();
  }
}
