package org.benchmonitor.run.export;

/** A format of {@code GET /api/export}; stateless, any thread. */
public interface Format {
  /** The name in the API and on the command line. */
  String name();

  /** The type of the file, without parameters: {@code text/csv}. */
  String mediaType();

  /** The ending of the file's name, without its dot. */
  default String extension() {
    return name();
  }

  /** What is in the file, in half a line. */
  String description();

  /** The type as HTTP has it; a binary format has no character set. */
  default String contentType() {
    return mediaType() + "; charset=utf-8";
  }

  /** The whole file. */
  byte[] write(Excerpt excerpt);
}
