package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** System properties and the environment; only names with the prefix are options. */
final class PrefixedSource {
  static final String PROPERTY_PREFIX = "monitor.";
  static final String ENVIRONMENT_PREFIX = "BENCH_MONITOR_";

  private static final String OLD_ENVIRONMENT_PREFIX = "MONITOR_";

  private PrefixedSource() {}

  static Source properties(Map<String, String> properties, Problems problems) {
    Source source = new Source("system property", problems);
    for (String name : ours(properties, PROPERTY_PREFIX)) {
      set(source, name.substring(PROPERTY_PREFIX.length()), properties.getOrDefault(name, ""));
    }
    return source;
  }

  static Source environment(Map<String, String> environment, Problems problems) {
    Source source = new Source("environment", problems);
    for (String name : ours(environment, ENVIRONMENT_PREFIX)) {
      String key = name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
      String value = environment.getOrDefault(name, "");
      if (!ServiceVariables.has(key, value)) {
        set(source, key, value);
      }
    }
    setOld(source, environment, Options.REGISTRY);
    setOld(source, environment, Options.TLS_PASSWORD);
    return source;
  }

  /**
   * Takes the variable of before where the present one is not given. Only these two: {@code
   * MONITOR_PORT}, {@code MONITOR_TOKEN} and the like are other products'.
   */
  private static void setOld(Source source, Map<String, String> environment, Option<?> option) {
    if (source.value(option) == null) {
      String name = OLD_ENVIRONMENT_PREFIX.concat(option.key().toUpperCase(Locale.ROOT));
      set(source, option.key(), environment.getOrDefault(name, ""));
    }
  }

  /** Sorted, so that the problems have the same order in every run. */
  private static List<String> ours(Map<String, String> all, String prefix) {
    List<String> names = new ArrayList<>();
    for (String name : all.keySet()) {
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  private static void set(Source source, String key, String value) {
    // The way to take a variable back is to set it empty.
    if (value == null || value.isBlank()) {
      return;
    }
    if (key.equals(Options.OP.key())) {
      ArgumentParser.parseOperations(value, source);
    } else if (OperationSpec.isRule(key)) {
      source.problems().add(source.name(), key, value, "belongs in op, after its pattern; ignored");
    } else {
      source.set(key, value.trim());
    }
  }
}
