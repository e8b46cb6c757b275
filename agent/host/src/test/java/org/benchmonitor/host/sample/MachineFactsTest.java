package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineFactsTest {
  private static final String PROCESSORS =
      """
      processor\t: 0
      vendor_id\t: AuthenticAMD
      model name\t: AMD EPYC 7B13
      stepping\t: 0
      """;

  @Test
  void theyAreTheCoresTheProcessorAndAMark() {
    Map<String, String> facts = MachineFacts.of(4, PROCESSORS, "0123456789abcdef\n");
    assertThat(facts)
        .containsEntry("cores", "4")
        .containsEntry("processor", "AMD EPYC 7B13")
        .containsOnlyKeys("cores", "processor", "id");
    assertThat(facts.get("id")).matches("[0-9a-f]{1,8}").doesNotContain("0123456789");
    assertThat(MachineFacts.of(4, PROCESSORS, "0123456789abcdef")).isEqualTo(facts);
    assertThat(MachineFacts.of(4, PROCESSORS, "another").get("id")).isNotEqualTo(facts.get("id"));
  }

  @Test
  void whatIsNotToldIsLeftOut() {
    assertThat(MachineFacts.of(2, "", " \n")).containsExactly(Map.entry("cores", "2"));
    assertThat(MachineFacts.of(2, "model name\t: cut", "")).containsOnlyKeys("cores");
    assertThat(MachineFacts.get())
        .containsEntry("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }
}
