package org.benchmonitor.run.export;

import java.util.List;

/** The formats that need nothing but the documents' own values; stateless. */
public final class PlainFormats {
  private PlainFormats() {}

  /** All of them, in the order in which they are offered. */
  public static List<Format> all() {
    return List.of(
        new JsonFormat(),
        new CsvFormat(),
        new HistogramLogFormat(),
        new PercentilesFormat(false),
        new PercentilesFormat(true));
  }
}
