package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one source; operations are parsed, all others are still text.
 *
 * <p>A rule ({@code ok}, {@code error}, {@code async}) belongs to the operation before it.
 */
final class Source {
  /** The rules of an operation. */
  static final List<String> RULES = List.of("ok", "error", "async");

  private final String name;
  private final Problems problems;
  private final Map<String, String> values = new HashMap<>();
  private final List<OperationSpec> operations = new ArrayList<>();

  Source(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  String name() {
    return name;
  }

  Problems problems() {
    return problems;
  }

  /** The text given for an option, or null. */
  @Nullable String value(Option<?> option) {
    return values.get(option.key());
  }

  List<OperationSpec> operations() {
    return operations;
  }

  void set(String key, String value) {
    if (key.equals(Options.OP.key())) {
      addOperation(new OperationSpec(value, null, null, null));
    } else if (RULES.contains(key)) {
      rule(key, value);
    } else if (Options.find(key) == null) {
      problems.unknown(name, key, value);
    } else if (values.put(key, value) != null) {
      problems.twice(name, key);
    }
  }

  void addOperation(OperationSpec operation) {
    operations.add(operation);
  }

  private void rule(String key, String value) {
    if (operations.isEmpty()) {
      problems.add(name, key, value, "belongs after an op=, and there is none before it; ignored");
      return;
    }
    int last = operations.size() - 1;
    operations.set(last, with(operations.get(last), key, value));
  }

  private OperationSpec with(OperationSpec spec, String key, String value) {
    return switch (key) {
      case "ok" -> {
        warnIfTwice(key, spec.ok());
        yield new OperationSpec(spec.pattern(), value, spec.error(), spec.async());
      }
      case "error" -> {
        warnIfTwice(key, spec.error());
        yield new OperationSpec(spec.pattern(), spec.ok(), value, spec.async());
      }
      default -> {
        warnIfTwice(key, spec.async());
        yield new OperationSpec(spec.pattern(), spec.ok(), spec.error(), value);
      }
    };
  }

  private void warnIfTwice(String key, @Nullable String before) {
    if (before != null) {
      problems.twice(name, key);
    }
  }
}
