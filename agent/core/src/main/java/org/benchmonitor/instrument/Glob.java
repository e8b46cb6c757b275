package org.benchmonitor.instrument;

/**
 * A name in which {@code *} stands for any characters but a dot and {@code **} for any; immutable.
 *
 * <p>No regular expression: it is compared with every class that the host loads.
 */
final class Glob {
  private final String pattern;
  private final boolean literal;

  Glob(String pattern) {
    this.pattern = pattern;
    this.literal = pattern.indexOf('*') < 0;
  }

  boolean isLiteral() {
    return literal;
  }

  boolean matches(String text) {
    return literal ? pattern.equals(text) : matches(0, text, 0);
  }

  private boolean matches(int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    if (pattern.charAt(p) != '*') {
      return t < text.length()
          && pattern.charAt(p) == text.charAt(t)
          && matches(p + 1, text, t + 1);
    }
    boolean overDots = pattern.startsWith("**", p);
    int rest = p + (overDots ? 2 : 1);
    for (int end = t; end <= text.length(); end++) {
      if (matches(rest, text, end)) {
        return true;
      }
      if (end < text.length() && text.charAt(end) == '.' && !overDots) {
        return false;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
