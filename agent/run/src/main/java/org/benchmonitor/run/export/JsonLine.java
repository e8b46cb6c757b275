package org.benchmonitor.run.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * One object, almost flat, as a line of JSON, without a tree: as {@link Json#bytes} would write it.
 *
 * <p>For what is written while the host starts. A tree loads all of Jackson's nodes, and with them
 * the JDK's big numbers, which takes 30 ms of CPU. One thread uses it, once.
 */
public final class JsonLine {
  private static final int FIRST = 512;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST);
  private final JsonCharacters out = new JsonCharacters(bytes);
  private boolean any;

  /** Adds a text. */
  public JsonLine put(String name, String value) {
    try {
      name(name);
      out.string(value);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return this;
  }

  /** Adds a number. */
  public JsonLine put(String name, long value) {
    return literal(name, Long.toString(value));
  }

  /** Adds a truth value. */
  public JsonLine put(String name, boolean value) {
    return literal(name, Boolean.toString(value));
  }

  /** Adds a list of texts. */
  public JsonLine put(String name, List<String> values) {
    try {
      name(name);
      out.put('[');
      String separator = "";
      for (String value : values) {
        out.ascii(separator);
        out.string(value);
        separator = ",";
      }
      out.put(']');
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return this;
  }

  /** Adds an object of texts. */
  public JsonLine put(String name, Map<String, String> values) {
    try {
      name(name);
      out.put('{');
      String separator = "";
      for (Map.Entry<String, String> value : values.entrySet()) {
        out.ascii(separator);
        out.string(value.getKey());
        out.put(':');
        out.string(value.getValue());
        separator = ",";
      }
      out.put('}');
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return this;
  }

  private JsonLine literal(String name, String value) {
    try {
      name(name);
      out.ascii(value);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return this;
  }

  private void name(String name) throws IOException {
    out.put(any ? ',' : '{');
    any = true;
    out.string(name);
    out.put(':');
  }

  /** Ends the object, in UTF-8. */
  public byte[] bytes() {
    try {
      if (!any) {
        out.put('{');
      }
      out.put('}');
      out.flush();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return bytes.toByteArray();
  }
}
