package org.benchmonitor.run.export;

/**
 * Replaces lone surrogates by U+FFFD; stateless.
 *
 * <p>A Java string may contain them, and so may a host's names. A file of UTF-8 cannot.
 */
public final class Surrogates {
  private Surrogates() {}

  /** The text with each of them replaced. */
  public static String repair(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                repaired.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return repaired.toString();
  }
}
