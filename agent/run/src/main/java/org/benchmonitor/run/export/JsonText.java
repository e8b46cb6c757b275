package org.benchmonitor.run.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes a tree as JSON text, all of it ASCII: what Jackson's mapper would write, byte for byte.
 *
 * <p>The mapper needs some 450 more classes for that, which is most of what a host of less than a
 * second would wait for at its end. This one needs itself and the nodes. It writes in pieces, so a
 * report is never in memory as a whole.
 *
 * <p>A lone surrogate becomes U+FFFD: a Java string may contain one, and so may a host's names, but
 * strict readers reject the whole document. Uses no lambda and no string concatenation, whose first
 * use takes milliseconds.
 *
 * <p>One thread uses it, once.
 */
final class JsonText {
  private static final int PIECE = 8192;

  private static final char REPLACEMENT = '\ufffd';
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private final OutputStream out;
  private final boolean lines;
  private final @Nullable Resting resting;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private int depth;

  private JsonText(OutputStream out, boolean lines, @Nullable Resting resting) {
    this.out = out;
    this.lines = lines;
    this.resting = resting;
  }

  /**
   * Writes a document; the stream is neither buffered nor closed.
   *
   * @param lines whether each member of an object gets a line of its own
   * @param resting called after each part that is made while it is written, with all before it
   *     written; null if there is none
   */
  static void write(JsonNode node, boolean lines, OutputStream out, @Nullable Resting resting)
      throws IOException {
    JsonText text = new JsonText(out, lines, resting);
    text.node(node);
    text.flush();
  }

  static byte[] bytes(JsonNode node, boolean lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(PIECE);
    try {
      write(node, lines, out, null);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return out.toByteArray();
  }

  private void node(JsonNode node) throws IOException {
    if (node instanceof ObjectNode object) {
      members(object.properties().iterator(), false);
    } else if (node instanceof ArrayNode array) {
      elements(array.iterator(), false);
    } else if (node instanceof StringNode text) {
      string(text.stringValue());
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyArray<?> array) {
      elements(array.iterator(), true);
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyObject<?> object) {
      members(object.iterator(), true);
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyNode lazy) {
      restIfDue();
      node(lazy.made());
    } else if (node.isNumber()) {
      Number number = node.numberValue();
      ascii(number instanceof BigDecimal exact ? exact.toPlainString() : number.toString());
    } else if (node.isBoolean()) {
      ascii(node.booleanValue() ? "true" : "false");
    } else if (node.isNull()) {
      ascii("null");
    } else {
      throw new IllegalArgumentException("not written as JSON: ".concat(node.getClass().getName()));
    }
  }

  private void members(Iterator<Map.Entry<String, JsonNode>> members, boolean lazy)
      throws IOException {
    boolean isEmpty = !members.hasNext();
    put('{');
    depth++;
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      newLine();
      string(member.getKey());
      space();
      put(':');
      space();
      node(member.getValue());
      if (lazy) {
        restIfDue();
      }
      if (members.hasNext()) {
        put(',');
      }
    }
    depth--;
    if (isEmpty) {
      space();
    } else {
      newLine();
    }
    put('}');
  }

  private void elements(Iterator<JsonNode> elements, boolean lazy) throws IOException {
    put('[');
    space();
    while (elements.hasNext()) {
      node(elements.next());
      if (lazy) {
        restIfDue();
      }
      if (elements.hasNext()) {
        put(',');
      }
      space();
    }
    put(']');
  }

  private void space() throws IOException {
    if (lines) {
      put(' ');
    }
  }

  private void newLine() throws IOException {
    if (lines) {
      put('\n');
      for (int i = 0; i < depth; i++) {
        put(' ');
        put(' ');
      }
    }
  }

  private void string(String text) throws IOException {
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

  private void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(char c) throws IOException {
    if (filled == PIECE) {
      flush();
    }
    piece[filled] = (byte) c;
    filled++;
  }

  private void restIfDue() throws IOException {
    if (resting != null) {
      flush();
      resting.restIfDue();
    }
  }

  private void flush() throws IOException {
    out.write(piece, 0, filled);
    filled = 0;
  }
}
