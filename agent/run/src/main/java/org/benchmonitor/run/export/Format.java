package org.benchmonitor.run.export;

import java.io.IOException;

/** A format of {@code GET /api/export}; stateless, any thread. */
public interface Format {
  /** The name in the API and on the command line. */
  String name();

  /** The media type, without parameters: {@code text/csv}. */
  String mediaType();

  /** The extension of the file's name, without the dot. */
  default String extension() {
    return name();
  }

  /** What the file contains, in half a line. */
  String description();

  /** The value of HTTP's Content-Type; binary formats name no character set. */
  default String contentType() {
    return mediaType() + "; charset=utf-8";
  }

  /**
   * Writes the whole file, with a chance to rest after each small part; never more of it is in
   * memory than a piece. It does not flush at the end.
   *
   * @throws IOException if nobody takes what is written
   */
  void write(Excerpt excerpt, Pieces out) throws IOException;
}
