package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A method of the host, or a type of it, that is called with what happens. */
final class HostMethodType implements ValueType<String> {
  private static final int LONGEST = 1000;

  private final boolean mayBeType;

  /**
   * Makes it.
   *
   * @param mayBeType whether a type alone is allowed
   */
  HostMethodType(boolean mayBeType) {
    this.mayBeType = mayBeType;
  }

  @Override
  public @Nullable String parse(String text) {
    int hash = text.indexOf('#');
    String type = hash < 0 ? text : text.substring(0, hash);
    boolean isMethod = hash > 0 && isName(text.substring(hash + 1));
    return text.length() <= LONGEST && (isMethod || (mayBeType && hash < 0)) && isTypeName(type)
        ? text
        : null;
  }

  private static boolean isTypeName(String text) {
    for (String part : text.split("[.]", -1)) {
      if (!isName(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && Character.isJavaIdentifierStart(text.charAt(0))
        && text.chars().allMatch(Character::isJavaIdentifierPart);
  }

  @Override
  public String allowed() {
    return mayBeType
        ? "a public static method of the program such as com.acme.Hook#on, or a type that"
            + " implements java.util.function.BiConsumer"
        : "a public static method of the program such as com.acme.Hook#onAlert";
  }
}
