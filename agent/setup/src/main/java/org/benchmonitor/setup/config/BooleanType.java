package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

final class BooleanType implements ValueType<Boolean> {
  @Override
  public @Nullable Boolean parse(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
  }

  @Override
  public String allowed() {
    return "true or false";
  }
}
