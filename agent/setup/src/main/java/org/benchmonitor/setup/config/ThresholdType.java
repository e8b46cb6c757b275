package org.benchmonitor.setup.config;

import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/** What a run must keep to. */
final class ThresholdType implements ValueType<Threshold> {
  @Override
  public @Nullable Threshold parse(String text) {
    try {
      return Threshold.parse(text);
    } catch (IllegalArgumentException wrong) {
      return null;
    }
  }

  @Override
  public @Nullable String fault(String text) {
    try {
      Threshold.parse(text);
      return null;
    } catch (IllegalArgumentException wrong) {
      return wrong.getMessage();
    }
  }

  @Override
  public String allowed() {
    return "[name=]metric [of operation] < value [for 5s or over 10s] [after 1m] [, action], such as"
        + " p99 of read < 50ms over 10s";
  }
}
