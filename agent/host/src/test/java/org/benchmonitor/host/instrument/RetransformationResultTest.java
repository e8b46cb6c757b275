package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetransformationResultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|3|0|3 methods instrumented in 2 classes, 41.40 ms",
        "1|0|1|1 method given back in 1 class, 41.40 ms",
        "1|2|1|2 methods instrumented, 1 given back in 1 class, 41.40 ms",
        "1|0|0|0 methods instrumented in 1 class, 41.40 ms"
      })
  void whatWasDoneIsOneLine(int classes, int instrumented, int givenBack, String text) {
    assertThat(new RetransformationResult(classes, instrumented, givenBack, 41_400_000).text())
        .isEqualTo(text);
  }
}
