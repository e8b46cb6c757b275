package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A password of an existing key store: any text of one line. */
final class PasswordType implements ValueType<Secret> {
  private static final TextType TEXT = new TextType(200);

  @Override
  public @Nullable Secret parse(String text) {
    String parsed = TEXT.parse(text);
    return parsed == null ? null : new Secret(parsed);
  }

  @Override
  public String allowed() {
    return TEXT.allowed();
  }

  @Override
  public boolean isSecret() {
    return true;
  }
}
