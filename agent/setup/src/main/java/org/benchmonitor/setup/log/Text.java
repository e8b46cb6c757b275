package org.benchmonitor.setup.log;

/** Bounds the length and the characters of foreign texts. */
public final class Text {
  private static final String CUT = "...";

  private Text() {}

  /** Returns at most {@code most} characters, never half of a surrogate pair. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).concat(CUT);
  }

  /** Replaces whatever could end the line or steer a terminal by a blank. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(breaksLine(c) ? ' ' : c);
    }
    return line.toString();
  }

  private static boolean breaksLine(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
