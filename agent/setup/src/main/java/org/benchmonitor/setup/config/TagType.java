package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A key and a text with a colon between; the text may have more of them. */
final class TagType implements ValueType<Tag> {
  private static final int LONGEST_KEY = 50;
  private static final TextType VALUE = new TextType(200);

  @Override
  public @Nullable Tag parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon > LONGEST_KEY) {
      return null;
    }
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return null;
      }
    }
    String value = VALUE.parse(text.substring(colon + 1).strip());
    return value == null || value.isEmpty() ? null : new Tag(text.substring(0, colon), value);
  }

  @Override
  public String allowed() {
    return "key:value, where the key is up to "
        + LONGEST_KEY
        + " of the letters a-z and A-Z, digits, '.', '_' and '-', and the value is "
        + VALUE.allowed();
  }
}
