package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** An identifier that is safe as part of a file's name. */
final class IdType implements ValueType<String> {
  private static final int LONGEST = 100;

  @Override
  public @Nullable String parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '.') {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return null;
      }
    }
    return text;
  }

  @Override
  public String allowed() {
    return "up to "
        + LONGEST
        + " of the letters a-z and A-Z, digits, '-', '_' and '.', not starting with '.'";
  }
}
