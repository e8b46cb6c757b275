package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a YAML file, at the top or under {@code monitor:}. */
final class YamlSource {
  private static final String NEST = "monitor";
  private static final String PATTERN = "pattern";

  private final Source source;

  private YamlSource(Source source) {
    this.source = source;
  }

  static Source of(String name, Map<String, Object> document, Problems problems) {
    Source source = new Source(name, problems);
    new YamlSource(source).mapping(document, true);
    return source;
  }

  private void mapping(Map<?, ?> mapping, boolean atTop) {
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Object node = entry.getValue();
      if (atTop && key.equals(NEST) && node instanceof Map<?, ?> nested) {
        mapping(nested, false);
      } else if (key.equals(Options.OP.key())) {
        operations(node);
      } else if (node instanceof String text) {
        scalar(key, text);
      } else if (node instanceof List<?> list && isRepeatable(key)) {
        list.forEach(one -> scalar(key, String.valueOf(one)));
      } else {
        notScalar(key);
      }
    }
  }

  private static boolean isRepeatable(String key) {
    Option<?> option = Options.find(key);
    return option != null && option.isRepeatable();
  }

  private void scalar(String key, String text) {
    if (Source.RULES.contains(key)) {
      problem(key, text, "belongs in an entry of op, beside its pattern; ignored");
    } else if (key.equals(Options.CONFIG.key())) {
      problem(key, text, "a file cannot name another file; ignored");
    } else if (!text.isBlank()) {
      source.set(key, text.trim());
    }
  }

  private void notScalar(String key) {
    if (Options.find(key) == null) {
      source.problems().unknown(source.name(), key, "");
    } else {
      problem(key, "", "takes one value, not a list or a mapping; ignored");
    }
  }

  private void operations(@Nullable Object node) {
    if (node instanceof List<?> list) {
      for (Object entry : list) {
        operation(entry);
      }
    } else {
      operation(node);
    }
  }

  private void operation(@Nullable Object node) {
    if (node instanceof String pattern) {
      if (!pattern.isBlank()) {
        source.addOperation(new OperationSpec(pattern.trim(), null, null, null));
      }
    } else if (node instanceof Map<?, ?> map) {
      operationWithRules(map);
    } else {
      problem(Options.OP.key(), "", "an entry is a pattern, or a mapping with a pattern; ignored");
    }
  }

  private void operationWithRules(Map<?, ?> map) {
    @Nullable String pattern = text(map, PATTERN);
    warnOfOthers(map);
    if (pattern == null) {
      problem(Options.OP.key(), "", "an entry has no 'pattern'; ignored");
    } else {
      source.addOperation(
          new OperationSpec(pattern, text(map, "ok"), text(map, "error"), text(map, "async")));
    }
  }

  private static @Nullable String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text && !text.isBlank() ? text.trim() : null;
  }

  private void warnOfOthers(Map<?, ?> map) {
    List<String> known = new ArrayList<>(Source.RULES);
    known.add(PATTERN);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!known.contains(key)) {
        String nearest = Suggestions.nearest(key, known);
        problem(
            key,
            "",
            "unknown in an entry of op, ignored; allowed are pattern, ok, error and async"
                + (nearest == null ? "" : "; the nearest is '" + nearest + "'"));
      } else if (!(entry.getValue() instanceof String)) {
        problem(key, "", "takes one value, not a list or a mapping; ignored");
      }
    }
  }

  private void problem(String key, String value, String message) {
    source.problems().add(source.name(), key, value, message);
  }
}
