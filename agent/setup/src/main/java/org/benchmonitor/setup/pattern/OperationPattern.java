package org.benchmonitor.setup.pattern;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;
import org.jspecify.annotations.Nullable;

/**
 * One {@code op} option, parsed: {@code [name=]type#method[(types)]} or {@code [name=]@annotation},
 * with its rules. Immutable.
 *
 * @param text as it was given
 * @param name the operation's name, or null for the method's own
 * @param namedBy the value of each call that names the operation, or null
 * @param methods the methods' names
 * @param parameterTypes the binary names of the parameter types, or null for all overloads
 * @param rule what a returned value means, or null
 * @param async how completion is found
 * @param callback where the callback is, for {@link Async#CALLBACK}
 * @param extent how the operation is found that is not one call; null if it is one
 * @param correction how latencies are corrected for coordinated omission, or null
 */
public record OperationPattern(
    String text,
    @Nullable String name,
    @Nullable ValuePath namedBy,
    TypePattern type,
    Glob methods,
    @Nullable List<String> parameterTypes,
    @Nullable ResultPattern rule,
    Async async,
    @Nullable Callback callback,
    @Nullable Extent extent,
    @Nullable CorrectionPattern correction) {
  /**
   * The callback of an operation.
   *
   * @param argument its number
   * @param method the one of its methods that completes the operation, or null
   */
  public record Callback(int argument, @Nullable String method) {
    private static final String PREFIX = "callback:";

    static Callback parse(String async) {
      String text = async.substring(PREFIX.length());
      int dot = text.indexOf('.');
      String method = dot < 0 ? null : text.substring(dot + 1);
      if (method != null && !PatternNames.isIdentifier(method)) {
        throw new IllegalArgumentException(
            "'" + async + "' names no method of the callback, allowed is callback:N.method");
      }
      return new Callback(number(dot < 0 ? text : text.substring(0, dot), async), method);
    }
  }

  /** How the completion of an operation is found. */
  public enum Async {
    /** By the returned stage, if it is one. */
    AUTO,
    /** The same, by what is given back instead of it. */
    REPLACE,
    /** By the return of the method. */
    OFF,
    /** By the call of an argument. */
    CALLBACK
  }

  /** Kotlin allows such names. */
  private static final String PARENTHESES =
      "; after a name that contains parentheses, write () or the parameter types; ";

  static final String ALLOWED = "allowed is [name=]type#method[(types)] or [name=]@annotation";

  private static final String ALLOWED_IN_BRACES =
      "allowed are {N} with an argument's number from 0 to 254, and {this}, each with .field or"
          + " .method() after it or without, as in {0.getName()}";

  /**
   * Understands an option.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public static OperationPattern parse(OperationSpec spec) {
    String text = spec.pattern().trim();
    int hash = text.indexOf('#');
    int at = text.indexOf('@');
    boolean annotated = at >= 0 && (hash < 0 || at < hash);
    int end = annotated ? at : hash;
    if (end < 0) {
      throw new IllegalArgumentException("'" + text + "' names no method, " + ALLOWED);
    }
    int equals = text.lastIndexOf('=', end);
    String head = equals < 0 ? "" : text.substring(0, equals);
    ValuePath namedBy = namedBy(head);
    String name = head.isEmpty() || namedBy != null ? null : head;
    String rest = text.substring(equals + 1);
    Extent extent = extent(spec);
    ResultPattern rule =
        extent == null ? ResultPattern.parse(spec.rule("ok"), spec.rule("error")) : null;
    Async async = extent == null ? async(spec.rule("async")) : Async.OFF;
    Callback callback = callback(spec.rule("async"));
    CorrectionPattern correction = CorrectionPattern.parse(spec);
    if (annotated) {
      String annotation = PatternNames.type(rest.substring(1), text);
      return new OperationPattern(
          text,
          name,
          namedBy,
          TypePattern.of(TypePattern.Kind.ANNOTATED, annotation),
          new Glob("**"),
          null,
          rule,
          async,
          callback,
          extent,
          correction);
    }
    return withMethod(text, name, namedBy, rest, rule, async, callback, extent, correction);
  }

  private static OperationPattern withMethod(
      String text,
      @Nullable String name,
      @Nullable ValuePath namedBy,
      String rest,
      @Nullable ResultPattern rule,
      Async async,
      @Nullable Callback callback,
      @Nullable Extent extent,
      @Nullable CorrectionPattern correction) {
    int hash = rest.indexOf('#');
    String type = rest.substring(0, hash);
    String method = rest.substring(hash + 1);
    List<String> parameterTypes = null;
    // The last one: a name that Java would not allow may have parentheses of its own.
    int open = method.lastIndexOf('(');
    if (open >= 0) {
      if (!method.endsWith(")")) {
        throw new IllegalArgumentException(
            "'" + text + "' has no closing parenthesis" + PARENTHESES + ALLOWED);
      }
      if (open > 0 && method.charAt(open - 1) == ' ') {
        throw new IllegalArgumentException(
            "'" + text + "' contains ' ' before a parenthesis" + PARENTHESES + ALLOWED);
      }
      parameterTypes = parameterTypes(method.substring(open + 1, method.length() - 1));
      method = method.substring(0, open);
    }
    return new OperationPattern(
        text,
        name,
        namedBy,
        typePattern(type, text),
        new Glob(PatternNames.method(method, text)),
        parameterTypes,
        rule,
        async,
        callback,
        extent,
        correction);
  }

  /** How the operation is found if it is not one call, else null. */
  private static @Nullable Extent extent(OperationSpec spec) {
    boolean isPair = spec.rule("end") != null || spec.rule("key") != null;
    String recorded = spec.rule("recorded");
    if (isPair) {
      refuse(spec, "key= and end=", "ok", "error", "async", "recorded", "unit", "intended");
      return PairPattern.parse(spec);
    }
    if (recorded != null) {
      refuse(spec, "recorded=", "async", "again", "timeout", "intended");
      return RecordedPattern.parse(
          recorded, spec.rule("unit"), spec.rule("ok"), spec.rule("error"));
    }
    refuse(spec, null, "unit", "again", "timeout");
    return null;
  }

  /** Rules that say nothing of such an operation. */
  private static void refuse(OperationSpec spec, @Nullable String beside, String... rules) {
    for (String rule : rules) {
      String value = spec.rule(rule);
      if (value != null) {
        throw new IllegalArgumentException(
            rule
                + " is '"
                + value
                + "', which "
                + (beside == null
                    ? rule.equals("unit") ? "needs recorded=" : "needs key= and end="
                    : "does not go with " + beside)
                + (beside != null && (rule.equals("ok") || rule.equals("error"))
                    ? "; write end." + rule + "= after the end="
                    : ""));
      }
    }
  }

  private static TypePattern typePattern(String type, String text) {
    if (type.endsWith("+")) {
      String base = PatternNames.type(type.substring(0, type.length() - 1), text);
      if (base.indexOf('*') >= 0) {
        throw new IllegalArgumentException(
            "'" + text + "' has both * and +, allowed is one of them");
      }
      return TypePattern.of(TypePattern.Kind.SUBTYPES, base);
    }
    String name = PatternNames.type(type, text);
    return TypePattern.of(
        name.indexOf('*') >= 0 ? TypePattern.Kind.WILDCARD : TypePattern.Kind.EXACT, name);
  }

  /** The value in braces, with or without {@code name=} before it; null for any other name. */
  private static @Nullable ValuePath namedBy(String head) {
    String braces = head.startsWith("name=") ? head.substring("name=".length()) : head;
    if (braces.length() < 3 || braces.charAt(0) != '{' || !braces.endsWith("}")) {
      return null;
    }
    return ValuePath.inBraces(braces, "'" + head + "' names no value, " + ALLOWED_IN_BRACES);
  }

  private static int number(String digits, String text) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= 0 && number < 255) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "'" + text + "' has no argument number, allowed are 0 to 254");
  }

  private static Async async(@Nullable String async) {
    if (async == null || async.equals("auto")) {
      return Async.AUTO;
    }
    if (async.equals("replace")) {
      return Async.REPLACE;
    }
    if (async.equals("off")) {
      return Async.OFF;
    }
    if (async.startsWith(Callback.PREFIX)) {
      return Async.CALLBACK;
    }
    throw new IllegalArgumentException(
        "async is '"
            + async
            + "', allowed are auto, off, replace, callback:N and callback:N.method");
  }

  private static @Nullable Callback callback(@Nullable String async) {
    return async != null && async.startsWith(Callback.PREFIX) ? Callback.parse(async) : null;
  }

  /** Whether an operation ends with what the method returns, where that tells of its end. */
  public boolean awaitsReturned() {
    return async == Async.AUTO || async == Async.REPLACE;
  }

  /** The argument that is the callback; only for {@link Async#CALLBACK}. */
  public int callbackArgument() {
    return callback == null ? -1 : callback.argument();
  }

  /** The method of the callback that completes the operation, or null if the pattern names none. */
  public @Nullable String callbackMethod() {
    return callback == null ? null : callback.method();
  }

  private static List<String> parameterTypes(String list) {
    List<String> types = new ArrayList<>();
    if (!list.isBlank()) {
      for (String type : list.split(",", -1)) {
        types.add(type.trim());
      }
    }
    return List.copyOf(types);
  }

  /** What the operation is called, as far as the pattern alone says. */
  public String operationText() {
    if (namedBy != null) {
      return namedBy.inBraces();
    }
    return name != null ? name : methods.isLiteral() ? methods.toString() : "*";
  }
}
