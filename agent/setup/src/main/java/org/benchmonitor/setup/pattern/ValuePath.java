package org.benchmonitor.setup.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a rule takes a value of a call from: {@code this}, {@code return} or {@code arg:N}, and
 * from there on by fields and public methods without arguments, as in {@code arg:0.id.get()}.
 * Immutable.
 *
 * @param argument the number of the argument, for {@link Root#ARGUMENT}; else -1
 */
public record ValuePath(Root root, int argument, List<Step> steps) {
  /** What a path begins with. */
  public enum Root {
    THIS,
    RETURN,
    ARGUMENT
  }

  /**
   * One step of a path.
   *
   * @param isCall whether it is a method, not a field
   */
  public record Step(String name, boolean isCall) {}

  static final String ALLOWED = "this, return or arg:N, and after it .field or .method()";

  private static final String ARGUMENT = "arg:";
  private static final String CALL = "()";

  /** The value itself, without a step. */
  static ValuePath of(Root root) {
    return new ValuePath(root, -1, List.of());
  }

  /**
   * Understands a path.
   *
   * @throws IllegalArgumentException naming the whole rule and what is allowed
   */
  static ValuePath parse(String text, String problem) {
    int end = text.indexOf('.');
    String root = end < 0 ? text : text.substring(0, end);
    List<Step> steps = new ArrayList<>();
    while (end >= 0) {
      int next = text.indexOf('.', end + 1);
      steps.add(step(text.substring(end + 1, next < 0 ? text.length() : next), problem));
      end = next;
    }
    if (root.equals("this")) {
      return new ValuePath(Root.THIS, -1, List.copyOf(steps));
    }
    if (root.equals("return")) {
      return new ValuePath(Root.RETURN, -1, List.copyOf(steps));
    }
    if (root.startsWith(ARGUMENT)) {
      int argument = number(root.substring(ARGUMENT.length()));
      if (argument >= 0) {
        return new ValuePath(Root.ARGUMENT, argument, List.copyOf(steps));
      }
    }
    throw new IllegalArgumentException(problem);
  }

  /**
   * Understands the path of a name, which begins with {@code this} or with an argument's number
   * alone, as in <code>{0.getName()}</code>.
   *
   * @throws IllegalArgumentException with the problem
   */
  static ValuePath inBraces(String braces, String problem) {
    String text = braces.substring(1, braces.length() - 1);
    return parse(text.startsWith("this") ? text : ARGUMENT + text, problem);
  }

  /** The number of an argument, or -1. */
  private static int number(String digits) {
    boolean isNumber = !digits.isEmpty() && digits.length() <= 3;
    for (int i = 0; i < digits.length(); i++) {
      isNumber &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return isNumber && Integer.parseInt(digits) < 255 ? Integer.parseInt(digits) : -1;
  }

  private static Step step(String text, String problem) {
    boolean isCall = text.endsWith(CALL);
    String name = isCall ? text.substring(0, text.length() - CALL.length()) : text;
    if (!PatternNames.isIdentifier(name)) {
      throw new IllegalArgumentException(problem);
    }
    return new Step(name, isCall);
  }

  /** The value that the path begins with. */
  public ValuePath start() {
    return new ValuePath(root, argument, List.of());
  }

  /** Whether the value is that of the root. */
  public boolean isPlain() {
    return steps.isEmpty();
  }

  /** Whether two paths begin with the same value. */
  public boolean beginsAs(ValuePath other) {
    return root == other.root && argument == other.argument;
  }

  /** The path as that of a name. */
  String inBraces() {
    String text = toString();
    return "{" + (root == Root.ARGUMENT ? text.substring(ARGUMENT.length()) : text) + "}";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    switch (root) {
      case THIS -> text.append("this");
      case RETURN -> text.append("return");
      case ARGUMENT -> text.append(ARGUMENT).append(argument);
    }
    for (Step step : steps) {
      text.append('.').append(step.name).append(step.isCall ? CALL : "");
    }
    return text.toString();
  }
}
