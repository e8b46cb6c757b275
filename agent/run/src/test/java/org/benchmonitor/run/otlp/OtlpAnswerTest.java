package org.benchmonitor.run.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OtlpAnswerTest {
  private static byte[] partial(long rejected, String message) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(rejected)
                .setErrorMessage(message))
        .build()
        .toByteArray();
  }

  @Test
  void allIsTakenWhereNothingIsSaid() {
    assertThat(OtlpAnswer.of(new byte[0])).isEqualTo(new OtlpAnswer(0, ""));
    assertThat(OtlpAnswer.of(ExportMetricsServiceResponse.getDefaultInstance().toByteArray()))
        .isEqualTo(new OtlpAnswer(0, ""));
  }

  @Test
  void whatIsLeftOutIsRead() {
    assertThat(OtlpAnswer.of(partial(3_000_000_000L, "too old é")))
        .isEqualTo(new OtlpAnswer(3_000_000_000L, "too old é"));
    assertThat(OtlpAnswer.of(partial(0, "deprecated"))).isEqualTo(new OtlpAnswer(0, "deprecated"));
    assertThat(OtlpAnswer.of(partial(-1, ""))).isEqualTo(new OtlpAnswer(0, ""));
  }

  /** Field 1 a number, field 2 a text: google.rpc.Status, which has no class here. */
  @Test
  void aRefusalHasItsReason() {
    byte[] status = {8, 3, 18, 4, 'n', 'o', 'n', 'e'};
    assertThat(OtlpAnswer.refusal(status)).isEqualTo("none");
    assertThat(OtlpAnswer.refusal("<html>Not Found</html>".getBytes(UTF_8))).isEmpty();
    assertThat(OtlpAnswer.refusal("{\"code\":3}".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void anyBytesAreAnAnswer() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] whole = partial(300, "a message that is somewhat longer");
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int change = random.nextInt(3); change > 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(OtlpAnswer.of(bytes).rejected()).isNotNegative();
      assertThat(OtlpAnswer.refusal(bytes)).isNotNull();
    }
  }
}
