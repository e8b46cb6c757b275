package org.benchmonitor.run.report;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.export.Format;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.PlainFormats;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every export format, in the order in which they are offered. */
public final class Formats {
  private static final List<Format> ALL = all();

  private Formats() {}

  private static List<Format> all() {
    List<Format> all = new ArrayList<>(PlainFormats.all());
    all.add(new HtmlFormat());
    return List.copyOf(all);
  }

  /** The names of all formats, the default first. */
  public static List<String> names() {
    return ALL.stream().map(Format::name).toList();
  }

  /** The default format. */
  public static Format usual() {
    return ALL.get(0);
  }

  /**
   * The format with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Format named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("format is '" + name + "', allowed are " + names()));
  }

  /** {@code GET /api/export/formats}. */
  public static ObjectNode document() {
    ObjectNode node = Json.object();
    ArrayNode formats = node.putArray("formats");
    for (Format format : ALL) {
      formats
          .addObject()
          .put("name", format.name())
          .put("media_type", format.mediaType())
          .put("extension", format.extension())
          .put("description", format.description());
    }
    return node;
  }
}
