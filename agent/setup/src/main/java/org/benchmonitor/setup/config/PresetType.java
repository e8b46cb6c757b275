package org.benchmonitor.setup.config;

import org.benchmonitor.setup.preset.PresetIndex;
import org.jspecify.annotations.Nullable;

/** Which preset is wanted; the presets are read only where one is named. */
final class PresetType implements ValueType<String> {
  @Override
  public @Nullable String parse(String text) {
    return text.equals(AgentConfig.AUTO_PRESET)
            || text.equals(AgentConfig.NO_PRESET)
            || PresetIndex.find(text) != null
        ? text
        : null;
  }

  @Override
  public String allowed() {
    return "auto, none or the name of a preset such as ycsb";
  }
}
