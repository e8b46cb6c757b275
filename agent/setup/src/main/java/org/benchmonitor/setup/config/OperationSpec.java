package org.benchmonitor.setup.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code op} with its rules, each as it was written; {@code setup.pattern} parses them.
 * Immutable; equal whatever the order in which the rules were given.
 *
 * @param pattern {@code [name=]type#method[(types)]} or {@code [name=]@annotation}
 * @param rules in the order of {@link #RULES}, then each {@code end} with its own behind it
 */
public record OperationSpec(String pattern, List<Rule> rules) {
  /** A method that ends the operation; may be given several times. */
  static final String END = "end";

  /** What the key of an end's rule begins with. */
  static final String OF_END = END + ".";

  /** The time between two starts of one worker, by which its latencies are corrected. */
  public static final String EXPECTED_INTERVAL = "expected_interval";

  /** The starts of all workers in a time, by which latencies are corrected. */
  public static final String RATE = "rate";

  /** Where the planned start of a call is, from which its corrected latency counts. */
  public static final String INTENDED = "intended";

  /** What the planned start is measured in. */
  public static final String INTENDED_UNIT = "intended.unit";

  /** The rules of an operation; those of an end belong to the {@code end} before them. */
  public static final List<String> RULES =
      List.of(
          "ok",
          "error",
          "async",
          "key",
          "again",
          "timeout",
          "recorded",
          "unit",
          EXPECTED_INTERVAL,
          RATE,
          INTENDED,
          INTENDED_UNIT,
          END,
          OF_END + "key",
          OF_END + "upto",
          OF_END + "when",
          OF_END + "ok",
          OF_END + "error");

  /** One rule. */
  public record Rule(String key, String value) {}

  /** Keeps the rules. */
  public OperationSpec {
    rules = List.copyOf(rules);
  }

  /** An operation without rules. */
  public static OperationSpec of(String pattern) {
    return new OperationSpec(pattern, List.of());
  }

  /** The rules of an end, without what their keys begin with. */
  static List<String> rulesOfEnd() {
    List<String> keys = new ArrayList<>();
    for (String key : RULES) {
      if (key.startsWith(OF_END)) {
        keys.add(key.substring(OF_END.length()));
      }
    }
    return keys;
  }

  /** Whether a word is a rule's key. */
  public static boolean isRule(String key) {
    return RULES.contains(key);
  }

  /**
   * The same with one rule more; one that can be there only once replaces the one before. Null
   * changes nothing.
   */
  public OperationSpec with(String key, @Nullable String value) {
    if (value == null) {
      return this;
    }
    List<Rule> all = new ArrayList<>(rules);
    int from = key.startsWith(OF_END) ? lastEnd() : 0;
    int to = key.startsWith(OF_END) || key.equals(END) ? all.size() : firstEnd();
    int before = key.equals(END) ? -1 : find(key, from, to);
    if (before >= 0) {
      all.remove(before);
      to--;
    }
    int place = to;
    while (!key.equals(END)
        && place > from
        && RULES.indexOf(all.get(place - 1).key) > RULES.indexOf(key)) {
      place--;
    }
    all.add(place, new Rule(key, value));
    return new OperationSpec(pattern, all);
  }

  /** Whether a rule that can be there only once is there; of an end's, whether the last has it. */
  boolean has(String key) {
    return !key.equals(END) && find(key, key.startsWith(OF_END) ? lastEnd() : 0, rules.size()) >= 0;
  }

  private int find(String key, int from, int to) {
    for (int i = from; i < to; i++) {
      if (rules.get(i).key.equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a rule has what it belongs to. */
  boolean takes(String key) {
    return !key.startsWith(OF_END) || firstEnd() < rules.size();
  }

  /** The value of a rule, or null. */
  public @Nullable String rule(String key) {
    int place = find(key, 0, rules.size());
    return place < 0 ? null : rules.get(place).value;
  }

  /** The ends, each with its own rules, whose keys are those without {@code end.} before them. */
  public List<OperationSpec> ends() {
    List<OperationSpec> ends = new ArrayList<>();
    for (Rule rule : rules.subList(firstEnd(), rules.size())) {
      if (rule.key.equals(END)) {
        ends.add(of(rule.value));
      } else {
        OperationSpec end = ends.remove(ends.size() - 1);
        ends.add(end.with(rule.key.substring(OF_END.length()), rule.value));
      }
    }
    return ends;
  }

  private int firstEnd() {
    int i = 0;
    while (i < rules.size() && !rules.get(i).key.equals(END)) {
      i++;
    }
    return i;
  }

  private int lastEnd() {
    int i = rules.size();
    while (i > 0 && !rules.get(i - 1).key.equals(END)) {
      i--;
    }
    return i;
  }

  /** As agent arguments. */
  public String text() {
    StringBuilder text = new StringBuilder();
    append(text, Options.OP.key(), pattern);
    for (Rule rule : rules) {
      append(text, rule.key, rule.value);
    }
    return text.toString();
  }

  /** Appends an agent argument, in quotes where it needs them. */
  static void append(StringBuilder text, String key, String value) {
    text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(quoted(value));
  }

  private static String quoted(String value) {
    boolean plain =
        value.equals(value.trim())
            && value.indexOf(',') < 0
            && value.indexOf('\'') < 0
            && value.indexOf('(') < 0
            && value.indexOf(')') < 0;
    return plain ? value : "'" + value.replace("'", "''") + "'";
  }
}
