package org.benchmonitor.run.otlp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver says of a request that it took.
 *
 * @param rejected how many points it left out
 * @param message why, or a warning where none is left out; may be empty
 */
public record OtlpAnswer(long rejected, String message) {
  /** Reads the body of an answer that accepts; of any other bytes it says nothing. */
  public static OtlpAnswer of(byte[] body) {
    ProtobufReader partial = new ProtobufReader(body, 0, body.length).part(Otlp.PARTIAL_SUCCESS);
    return partial == null
        ? new OtlpAnswer(0, "")
        : new OtlpAnswer(
            Math.max(0, partial.number(Otlp.REJECTED)), text(partial.part(Otlp.REJECTED_WHY)));
  }

  /** The reason in the body of an answer that refuses; empty if it is not as OTLP has it. */
  public static String refusal(byte[] body) {
    return text(new ProtobufReader(body, 0, body.length).part(Otlp.STATUS_MESSAGE));
  }

  private static String text(@Nullable ProtobufReader part) {
    return part == null
        ? ""
        : new String(part.bytes(), part.from(), part.to() - part.from(), StandardCharsets.UTF_8);
  }
}
