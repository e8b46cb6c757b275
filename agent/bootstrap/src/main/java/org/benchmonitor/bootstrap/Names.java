package org.benchmonitor.bootstrap;

/** Makes names of the host fit to be shown and queried. Stateless; any thread. */
final class Names {
  private static final char REPLACEMENT = '\uFFFD';

  private Names() {}

  /** Replaces lone surrogates, which cannot be sent; returns the same text if it has none. */
  static String wellFormed(String text) {
    for (int at = 0; at < text.length(); at += units(text, at)) {
      if (isAlone(text, at)) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder(text);
    for (int at = 0; at < text.length(); at += units(text, at)) {
      if (isAlone(text, at)) {
        repaired.setCharAt(at, REPLACEMENT);
      }
    }
    return repaired.toString();
  }

  /**
   * The simple name of a class from its binary name alone. Asking the class would load those it is
   * nested in, which is host code and fails if they are missing.
   */
  static String simple(String binaryName) {
    int at = startOfSimple(binaryName);
    // An anonymous class has only its whole name.
    return at == binaryName.length() ? binaryName : binaryName.substring(at);
  }

  /** Whether a binary name is that of an anonymous class. */
  static boolean isAnonymous(String binaryName) {
    return startOfSimple(binaryName) == binaryName.length() && !binaryName.endsWith("$");
  }

  private static int startOfSimple(String binaryName) {
    int nested = binaryName.lastIndexOf('$');
    int at = Math.max(binaryName.lastIndexOf('.'), nested) + 1;
    // A local class has a number before its name.
    while (nested >= 0 && at < binaryName.length() && Character.isDigit(binaryName.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int units(String text, int at) {
    return Character.charCount(text.codePointAt(at));
  }

  private static boolean isAlone(String text, int at) {
    int point = text.codePointAt(at);
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
