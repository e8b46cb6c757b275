package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.Collections;
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
    if (OperationSpec.isRule(key)) {
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
        source.addOperation(OperationSpec.of(pattern.trim()));
      }
    } else if (node instanceof Map<?, ?> map) {
      operationWithRules(map);
    } else {
      problem(Options.OP.key(), "", "an entry is a pattern, or a mapping with a pattern; ignored");
    }
  }

  private void operationWithRules(Map<?, ?> map) {
    OperationSpec operation = pattern(map, Options.OP.key());
    List<String> known = new ArrayList<>(OperationSpec.RULES);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (operation != null && key.equals(OperationSpec.END)) {
        operation = ends(operation, entry.getValue());
      } else if (!key.startsWith(OperationSpec.OF_END)) {
        operation = rule(operation, key, key, entry.getValue(), known, Options.OP.key());
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (operation != null && key.startsWith(OperationSpec.OF_END) && !operation.takes(key)) {
        problem(key, "", "belongs to an end, and the entry of op has none; ignored");
      } else if (key.startsWith(OperationSpec.OF_END)) {
        operation = rule(operation, key, key, entry.getValue(), known, Options.OP.key());
      }
    }
    if (operation != null) {
      source.addOperation(operation);
    }
  }

  /** One end, or several: each is a pattern, or a mapping with a pattern and its rules. */
  private OperationSpec ends(OperationSpec operation, @Nullable Object node) {
    OperationSpec result = operation;
    for (Object one : node instanceof List<?> list ? list : Collections.singletonList(node)) {
      if (one instanceof String text && !text.isBlank()) {
        result = result.with(OperationSpec.END, text.trim());
      } else if (one instanceof Map<?, ?> map) {
        OperationSpec end = pattern(map, OperationSpec.END);
        result =
            end == null ? result : rulesOfEnd(result.with(OperationSpec.END, end.pattern()), map);
      } else {
        problem(OperationSpec.END, "", "is a pattern, or a mapping with a pattern; ignored");
      }
    }
    return result;
  }

  private OperationSpec rulesOfEnd(OperationSpec operation, Map<?, ?> map) {
    List<String> known = OperationSpec.rulesOfEnd();
    @Nullable OperationSpec result = operation;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      result =
          rule(result, key, OperationSpec.OF_END + key, entry.getValue(), known, OperationSpec.END);
    }
    return result == null ? operation : result;
  }

  private @Nullable OperationSpec pattern(Map<?, ?> map, String of) {
    if (map.get(PATTERN) instanceof String text && !text.isBlank()) {
      return OperationSpec.of(text.trim());
    }
    problem(of, "", "an entry has no 'pattern'; ignored");
    return null;
  }

  /** The operation with a rule of its entry, or as it was where that is none. */
  private @Nullable OperationSpec rule(
      @Nullable OperationSpec operation,
      String given,
      String key,
      @Nullable Object value,
      List<String> known,
      String of) {
    if (given.equals(PATTERN)) {
      return operation;
    }
    if (!known.contains(given)) {
      String nearest = Suggestions.nearest(given, known);
      problem(
          given,
          "",
          "unknown in an entry of "
              + of
              + ", ignored; allowed are pattern, "
              + String.join(", ", known)
              + (nearest == null ? "" : "; the nearest is '" + nearest + "'"));
    } else if (!(value instanceof String text)) {
      problem(given, "", "takes one value, not a list or a mapping; ignored");
    } else if (operation != null && !text.isBlank()) {
      return operation.with(key, text.trim());
    }
    return operation;
  }

  private void problem(String key, String value, String message) {
    source.problems().add(source.name(), key, value, message);
  }
}
