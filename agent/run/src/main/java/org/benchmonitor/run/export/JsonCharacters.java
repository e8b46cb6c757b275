package org.benchmonitor.run.export;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The characters of JSON, all of them ASCII, written in pieces.
 *
 * <p>A lone surrogate becomes U+FFFD: a Java string may contain one, and so may a host's names, but
 * strict readers reject the whole document. Uses no lambda and no string concatenation, whose first
 * use takes milliseconds.
 *
 * <p>One thread uses it, once. The stream is neither buffered nor closed.
 */
final class JsonCharacters {
  private static final int PIECE = 8192;

  private static final char REPLACEMENT = '\ufffd';
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private final OutputStream out;
  private final byte[] piece = new byte[PIECE];
  private int filled;

  JsonCharacters(OutputStream out) {
    this.out = out;
  }

  /** In quotation marks. */
  void string(String text) throws IOException {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= 127 && c != '"' && c != '\\') {
        put(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        unit(c);
        i++;
        unit(text.charAt(i));
      } else {
        escape(Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    put('"');
  }

  private void escape(char c) throws IOException {
    switch (c) {
      case '"', '\\' -> pair(c);
      case '\b' -> pair('b');
      case '\t' -> pair('t');
      case '\n' -> pair('n');
      case '\f' -> pair('f');
      case '\r' -> pair('r');
      default -> unit(c);
    }
  }

  private void pair(char c) throws IOException {
    put('\\');
    put(c);
  }

  private void unit(char c) throws IOException {
    pair('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) DIGITS[c >> shift & 15]);
    }
  }

  /** As it is: a number or a literal. */
  void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  void put(char c) throws IOException {
    if (filled == PIECE) {
      flush();
    }
    piece[filled] = (byte) c;
    filled++;
  }

  void flush() throws IOException {
    out.write(piece, 0, filled);
    filled = 0;
  }
}
