package org.benchmonitor.run.export;

/**
 * Replaces lone surrogates by U+FFFD; stateless.
 *
 * <p>A Java string may contain them, and so may a host's names. JSON's grammar allows them, but
 * strict readers reject the whole document.
 */
final class Surrogates {
  private static final int ESCAPE = 6;
  private static final byte[] REPLACEMENT = {'F', 'F', 'F', 'D'};

  private Surrogates() {}

  static String repair(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                repaired.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return repaired.toString();
  }

  /** Repairs JSON in which all but ASCII is escaped, in place, and returns it. */
  static byte[] repair(byte[] json) {
    for (int at = 0; at < json.length; at++) {
      if (json[at] == '\\') {
        at = afterEscape(json, at) - 1;
      }
    }
    return json;
  }

  /** Repairs the escape or the pair that begins here; returns where the next text begins. */
  private static int afterEscape(byte[] json, int at) {
    int first = codeUnit(json, at);
    if (first < 0) {
      return at + 2;
    }
    if (!Character.isSurrogate((char) first)) {
      return at + ESCAPE;
    }
    int second = codeUnit(json, at + ESCAPE);
    if (second >= 0 && Character.isSurrogatePair((char) first, (char) second)) {
      return at + 2 * ESCAPE;
    }
    System.arraycopy(REPLACEMENT, 0, json, at + 2, REPLACEMENT.length);
    return at + ESCAPE;
  }

  /** The code unit that is escaped here, or -1 if there is no such escape. */
  private static int codeUnit(byte[] json, int at) {
    if (at + ESCAPE > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = 2; i < ESCAPE; i++) {
      unit = unit << 4 | Character.digit(json[at + i], 16);
    }
    return unit;
  }
}
