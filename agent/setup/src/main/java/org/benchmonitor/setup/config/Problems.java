package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects problems, each as one line that says what to do; never contains a secret. */
final class Problems {
  /** A source of a million wrong keys is no reason to keep a million lines. */
  static final int MOST = 100;

  private static final String MASK = "***";

  /** In the name of a key that nobody knows, such as a header that was not in quotes. */
  private static final List<String> SECRETS =
      List.of("tok", "pass", "auth", "key", "secret", "cookie", "credential");

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
    String shown = maskIfSecret(key, nearest, value);
    String shownKey = shown.equals(MASK) ? word(key) : key;
    add(source, shownKey, shown, "unknown, ignored; " + hint(value, nearest));
  }

  private static String hint(String value, @Nullable String nearest) {
    if (value.indexOf('#') > 0) {
      return "write an operation as op=name=type#method";
    }
    return nearest == null
        ? "'help options' lists all options"
        : "the nearest is '" + nearest + "'";
  }

  void bad(String source, Option<?> option, String value) {
    String shown = option.type().isSecret() ? MASK : value;
    String instead =
        option.defaultValue() == null
            ? "ignored"
            : "the default " + option.defaultText() + " is used";
    String fault = option.type().fault(value);
    String why = fault == null ? "allowed is " + option.type().allowed() : fault;
    add(source, option.key(), shown, why + "; " + instead);
  }

  void twice(String source, String key) {
    add(source, key, "", "given more than once; the last value is used");
  }

  private static String maskIfSecret(String key, @Nullable String nearest, String value) {
    Option<?> meant = nearest == null ? null : Options.find(nearest);
    String lower = key.toLowerCase(Locale.ROOT);
    boolean secret =
        (meant != null && meant.type().isSecret()) || SECRETS.stream().anyMatch(lower::contains);
    return secret ? MASK : value;
  }

  /** What comes before the first character that no key has: {@code token} of token:abc. */
  private static String word(String key) {
    int end = 0;
    while (end < key.length()
        && (Character.isLetter(key.charAt(end)) || "_-.".indexOf(key.charAt(end)) >= 0)) {
      end++;
    }
    return key.substring(0, end);
  }
}
