package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** Any text of one line up to a length. */
final class TextType implements ValueType<String> {
  private final int longest;

  TextType(int longest) {
    this.longest = longest;
  }

  @Override
  public @Nullable String parse(String text) {
    if (text.length() > longest) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return null;
      }
    }
    return text;
  }

  @Override
  public String allowed() {
    return "a text of at most " + longest + " characters in one line";
  }
}
