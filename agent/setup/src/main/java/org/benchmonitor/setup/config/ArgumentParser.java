package org.benchmonitor.setup.config;

/**
 * The syntax of agent arguments: {@code key=value,key=value}.
 *
 * <p>A value that begins with a single quote ends at the next single quote; a doubled quote inside
 * stands for one. A quote elsewhere is an ordinary character. A comma between balanced parentheses
 * does not end a value, so {@code op=com.acme.Worker#insert(int,java.lang.String)} needs no quotes.
 */
final class ArgumentParser {
  /** Parentheses further apart than this do not hold a value together; bounds the search. */
  private static final int LONGEST_PARENTHESES = 2000;

  private final String text;
  private final Source into;
  private final boolean operationsOnly;

  private ArgumentParser(String text, Source into, boolean operationsOnly) {
    this.text = text;
    this.into = into;
    this.operationsOnly = operationsOnly;
  }

  /** Parses agent arguments. */
  static void parse(String text, Source into) {
    new ArgumentParser(text, into, false).parse();
  }

  /** Parses operations with their rules, where {@code op=} itself may be left out. */
  static void parseOperations(String text, Source into) {
    new ArgumentParser(text, into, true).parse();
  }

  private void parse() {
    int at = 0;
    while (at < text.length()) {
      at = item(skipBlanks(at)) + 1;
    }
  }

  private int item(int start) {
    int equals = keyEnd(start);
    if (equals < 0) {
      return operationsOnly ? value(Options.OP.key(), start) : flag(start);
    }
    String key = text.substring(start, equals).trim();
    if (operationsOnly && !key.equals(Options.OP.key()) && !isRule(key, equals + 1)) {
      return value(Options.OP.key(), start);
    }
    return value(key, equals + 1);
  }

  /** Whether a word is a rule, and not the name of the first operation. */
  private boolean isRule(String key, int from) {
    boolean isName =
        into.operations().isEmpty() && text.substring(from, plainEnd(from)).indexOf('#') >= 0;
    return OperationSpec.isRule(key) && !isName;
  }

  /** The place of the equals sign that ends the key of the item, or -1 if it has none. */
  private int keyEnd(int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        return i;
      }
      if (c == ',' || c == '(' || c == '\'') {
        return -1;
      }
    }
    return -1;
  }

  private int flag(int start) {
    int end = plainEnd(start);
    String word = text.substring(start, end).trim();
    Option<?> option = Options.find(word);
    if (option != null && option.type() instanceof BooleanType) {
      into.set(word, "true");
    } else if (word.indexOf('#') >= 0) {
      problem(word, "", "no key; write an operation as op=" + Shown.of(word));
    } else if (option != null) {
      problem(word, "", "has no value; write " + word + "=...");
    } else if (!word.isEmpty()) {
      into.problems().unknown(into.name(), word, "");
    }
    return end;
  }

  private int value(String key, int from) {
    int start = skipBlanks(from);
    if (start < text.length() && text.charAt(start) == '\'') {
      return quoted(key, start);
    }
    int end = plainEnd(start);
    set(key, text.substring(start, end).trim());
    return end;
  }

  private void set(String key, String value) {
    if (value.isEmpty()) {
      problem(key, "", "has no value; ignored");
    } else {
      into.set(key, value);
    }
  }

  private int quoted(String key, int quote) {
    StringBuilder value = new StringBuilder();
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\'') {
        value.append(c);
      } else if (i < text.length() && text.charAt(i) == '\'') {
        value.append('\'');
        i++;
      } else {
        return closed(key, value.toString(), i);
      }
    }
    problem(key, "", "the opening quote is never closed; ignored up to the next comma");
    return plainEnd(quote);
  }

  private int closed(String key, String value, int from) {
    int end = skipBlanks(from);
    if (end < text.length() && text.charAt(end) != ',') {
      problem(
          key, "", "has text after its closing quote (double a quote inside the value); ignored");
      return plainEnd(end);
    }
    set(key, value);
    return end;
  }

  private int plainEnd(int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) != ',') {
      i = text.charAt(i) == '(' ? afterParentheses(i) : i + 1;
    }
    return i;
  }

  private int afterParentheses(int open) {
    int depth = 0;
    int last = Math.min(text.length(), open + LONGEST_PARENTHESES);
    for (int i = open; i < last; i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return open + 1;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private void problem(String key, String value, String message) {
    into.problems().add(into.name(), key, value, message);
  }
}
