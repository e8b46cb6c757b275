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
 * <p>Uses no lambda and no string concatenation, whose first use takes milliseconds.
 *
 * <p>One thread uses it, once.
 */
final class JsonText {
  private static final int FIRST = 1024;

  private final JsonCharacters out;
  private final boolean lines;
  private final @Nullable Resting resting;
  private int depth;

  private JsonText(OutputStream out, boolean lines, @Nullable Resting resting) {
    this.out = new JsonCharacters(out);
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
    text.out.flush();
  }

  static byte[] bytes(JsonNode node, boolean lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST);
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
      out.string(text.stringValue());
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyArray<?> array) {
      elements(array.iterator(), true);
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyObject<?> object) {
      members(object.iterator(), true);
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof LazyNode lazy) {
      restIfDue();
      node(lazy.made());
    } else if (node.isNumber()) {
      Number number = node.numberValue();
      out.ascii(number instanceof BigDecimal exact ? exact.toPlainString() : number.toString());
    } else if (node.isBoolean()) {
      out.ascii(node.booleanValue() ? "true" : "false");
    } else if (node.isNull()) {
      out.ascii("null");
    } else {
      throw new IllegalArgumentException("not written as JSON: ".concat(node.getClass().getName()));
    }
  }

  private void members(Iterator<Map.Entry<String, JsonNode>> members, boolean lazy)
      throws IOException {
    boolean isEmpty = !members.hasNext();
    out.put('{');
    depth++;
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      newLine();
      out.string(member.getKey());
      space();
      out.put(':');
      space();
      node(member.getValue());
      if (lazy) {
        restIfDue();
      }
      if (members.hasNext()) {
        out.put(',');
      }
    }
    depth--;
    if (isEmpty) {
      space();
    } else {
      newLine();
    }
    out.put('}');
  }

  private void elements(Iterator<JsonNode> elements, boolean lazy) throws IOException {
    out.put('[');
    space();
    while (elements.hasNext()) {
      node(elements.next());
      if (lazy) {
        restIfDue();
      }
      if (elements.hasNext()) {
        out.put(',');
      }
      space();
    }
    out.put(']');
  }

  private void space() throws IOException {
    if (lines) {
      out.put(' ');
    }
  }

  private void newLine() throws IOException {
    if (lines) {
      out.put('\n');
      for (int i = 0; i < depth; i++) {
        out.put(' ');
        out.put(' ');
      }
    }
  }

  private void restIfDue() throws IOException {
    if (resting != null) {
      out.flush();
      resting.restIfDue();
    }
  }
}
