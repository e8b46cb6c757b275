package org.benchmonitor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what was wrong, each as one line that says what to do; secrets never get in. */
final class Problems {
  /** A source of a million wrong keys is no reason to keep a million lines. */
  static final int MOST = 100;

  private static final String MASK = "***";

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> list() {
    return List.copyOf(problems);
  }

  void add(String source, String key, String value, String message) {
    if (problems.size() < MOST) {
      problems.add(new Problem(source, key, value, message));
    }
  }

  void unknown(String source, String key, String value) {
    List<String> keys = new ArrayList<>();
    for (Option<?> option : Options.all()) {
      keys.add(option.key());
    }
    @Nullable String nearest = Suggestions.nearest(key, keys);
    String hint =
        nearest == null ? "; 'help options' lists all" : "; the nearest is '" + nearest + "'";
    add(source, key, maskIfSecret(key, nearest, value), "unknown, ignored" + hint);
  }

  void bad(String source, Option<?> option, String value) {
    String shown = option.type().isSecret() ? MASK : value;
    String instead =
        option.defaultValue() == null
            ? "ignored"
            : "the default " + option.defaultText() + " is used";
    add(source, option.key(), shown, "allowed is " + option.type().allowed() + "; " + instead);
  }

  void twice(String source, String key) {
    add(source, key, "", "given more than once, the last is used");
  }

  private static String maskIfSecret(String key, @Nullable String nearest, String value) {
    Option<?> meant = nearest == null ? null : Options.find(nearest);
    boolean secret =
        (meant != null && meant.type().isSecret()) || key.toLowerCase(Locale.ROOT).contains("tok");
    return secret ? MASK : value;
  }
}
