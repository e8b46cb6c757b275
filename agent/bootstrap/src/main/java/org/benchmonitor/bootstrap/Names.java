package org.benchmonitor.bootstrap;

/** Names of the host, made so that what is shown of them can be asked for. */
final class Names {
  private static final char REPLACEMENT = '\uFFFD';

  private Names() {}

  /** Replaces halves of surrogate pairs, which cannot be sent; the text itself if it has none. */
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

  private static int units(String text, int at) {
    return Character.charCount(text.codePointAt(at));
  }

  private static boolean isAlone(String text, int at) {
    int point = text.codePointAt(at);
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
