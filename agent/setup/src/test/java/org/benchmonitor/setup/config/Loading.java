package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Loads from one source at a time, without touching this JVM's own. */
final class Loading {
  private Loading() {}

  static final YamlReader NO_FILE =
      file -> {
        throw new AssertionError("no file is expected to be read, but " + file);
      };

  static ConfigResult arguments(String arguments) {
    return AgentConfig.load(arguments, Map.of(), Map.of(), NO_FILE);
  }

  static ConfigResult properties(Map<String, String> properties) {
    return AgentConfig.load(null, properties, Map.of(), NO_FILE);
  }

  static ConfigResult environment(Map<String, String> environment) {
    return AgentConfig.load(null, Map.of(), environment, NO_FILE);
  }

  static ConfigResult yaml(Map<String, Object> document) {
    return AgentConfig.load("config=monitor.yaml", Map.of(), Map.of(), file -> document);
  }

  /** The configuration, after asserting that there was no problem. */
  static AgentConfig clean(ConfigResult result) {
    assertThat(lines(result)).isEmpty();
    return result.config();
  }

  static List<String> lines(ConfigResult result) {
    return result.problems().stream().map(Problem::line).toList();
  }

  static String onlyLine(ConfigResult result) {
    assertThat(lines(result)).hasSize(1);
    return lines(result).get(0);
  }
}
