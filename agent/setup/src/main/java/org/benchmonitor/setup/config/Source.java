package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one source; operations are parsed, all others are still text.
 *
 * <p>A rule, such as {@code ok}, belongs to the operation before it.
 */
final class Source {
  private final String name;
  private final Problems problems;
  private final Map<String, List<String>> values = new HashMap<>();
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

  /** The text given for an option, the last of several, or null. */
  @Nullable String value(Option<?> option) {
    List<String> given = values(option);
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }

  /** All texts given for an option. */
  List<String> values(Option<?> option) {
    return values.getOrDefault(option.key(), List.of());
  }

  List<OperationSpec> operations() {
    return operations;
  }

  void set(String key, String value) {
    if (key.equals(Options.OP.key())) {
      addOperation(OperationSpec.of(value));
    } else if (OperationSpec.isRule(key)) {
      rule(key, value);
    } else {
      setOption(Options.find(key), key, value);
    }
  }

  private void setOption(@Nullable Option<?> option, String key, String value) {
    if (option == null) {
      problems.unknown(name, key, value);
      return;
    }
    List<String> given = new ArrayList<>(values(option));
    if (!given.isEmpty() && !option.isRepeatable()) {
      problems.twice(name, key);
      given.clear();
    }
    given.add(value);
    values.put(key, given);
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
    OperationSpec operation = operations.get(last);
    if (!operation.takes(key)) {
      problems.add(name, key, value, "belongs after an end=, and there is none before it; ignored");
      return;
    }
    if (operation.has(key)) {
      problems.twice(name, key);
    }
    operations.set(last, operation.with(key, value));
  }
}
