package org.benchmonitor.setup.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of the constants of an enum, in any case. */
final class ChoiceType<E extends Enum<E>> implements ValueType<E> {
  private final E[] constants;

  ChoiceType(E[] constants) {
    this.constants = constants;
  }

  @Override
  public @Nullable E parse(String text) {
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    return null;
  }

  @Override
  public String allowed() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < constants.length; i++) {
      names.append(i == 0 ? "" : i == constants.length - 1 ? " or " : ", ");
      names.append(constants[i].name().toLowerCase(Locale.ROOT));
    }
    return names.toString();
  }
}
