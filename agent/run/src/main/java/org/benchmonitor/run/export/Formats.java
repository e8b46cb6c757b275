package org.benchmonitor.run.export;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every export format, in the order in which they are offered. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(new JsonFormat(), new CsvFormat(), new HistogramLogFormat());

  private Formats() {}

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
