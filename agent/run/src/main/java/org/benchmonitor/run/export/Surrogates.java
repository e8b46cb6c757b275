package org.benchmonitor.run.export;

/**
 * Replaces surrogates that have lost their other half by U+FFFD.
 *
 * <p>A Java string may hold them, and a host's names do when it wants to; JSON's grammar allows
 * them, but strict readers refuse the whole document.
 */
final class Surrogates {
  private static final int ESCAPE = 6;
  private static final byte[] REPLACEMENT = {'F', 'F', 'F', 'D'};

  private Surrogates() {}

  /** Repairs a text. */
  static String repair(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                repaired.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return repaired.toString();
  }

  /** Repairs, in place, JSON in which everything but ASCII is escaped, and returns it. */
  static byte[] repair(byte[] json) {
    for (int at = 0; at < json.length; at++) {
      if (json[at] == '\\') {
        at = afterEscape(json, at) - 1;
      }
    }
    return json;
  }

  /** Repairs the escape that begins here, or the pair, and returns where the next text begins. */
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

  /** The code unit that is escaped here, or -1 if this is no such escape. */
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
