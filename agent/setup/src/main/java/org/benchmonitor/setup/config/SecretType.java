package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A secret that needs no encoding in a header or in the fragment of a URL. */
final class SecretType implements ValueType<Secret> {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;

  @Override
  public @Nullable Secret parse(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '.' && c != '_' && c != '-' && c != '~') {
        return null;
      }
    }
    return new Secret(text);
  }

  @Override
  public String allowed() {
    return SHORTEST + " to " + LONGEST + " letters a-z and A-Z, digits, '-', '_', '.' and '~'";
  }

  @Override
  public boolean isSecret() {
    return true;
  }
}
