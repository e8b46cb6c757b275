package org.benchmonitor.server.api;

import java.io.IOException;
import java.io.OutputStream;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.server.http.LargeAnswers;
import org.benchmonitor.server.http.Response;
import tools.jackson.databind.JsonNode;

/**
 * Answers with what is small at once, and with what is large in pieces, once it has a place. What
 * is large is refused with a 503 when it is to be written, if no place is free in time or there is
 * no room.
 */
final class Answers {
  private final LargeAnswers largeAnswers;

  Answers(LargeAnswers largeAnswers) {
    this.largeAnswers = largeAnswers;
  }

  /** Makes a document; of a large one, what is long is made when it is written. */
  interface Making {
    JsonNode made(Resting resting);
  }

  /** Writes a file. */
  interface Writing {
    void to(Pieces out) throws IOException;
  }

  /**
   * Answers with a document that nothing has to be merged for.
   *
   * @param figures its estimated size, see {@link AnswerSize}
   */
  Response document(long figures, Making document) {
    return document(figures, 0, document);
  }

  /**
   * Answers with a document.
   *
   * @param figures its estimated size, see {@link AnswerSize}
   * @param merged how many figures are merged for it
   */
  Response document(long figures, long merged, Making document) {
    if (!AnswerSize.isLarge(figures)) {
      return Response.json(200, Json.bytes(document.made(whileMerging(merged))));
    }
    return file(
        figures, Response.JSON, out -> Json.writeLine(document.made(out.withBlanks()), out));
  }

  /**
   * Answers with a file, in pieces whatever its size.
   *
   * @param figures its estimated size, see {@link AnswerSize}
   */
  Response file(long figures, String contentType, Writing file) {
    return Response.written(
        200,
        contentType,
        out -> {
          // Not before: whoever asks for the head alone needs no place.
          if (AnswerSize.isLarge(figures)) {
            inItsPlace(out, file);
          } else {
            write(file, new Pieces(out, largeAnswers.pace()));
          }
        });
  }

  private void inItsPlace(OutputStream out, Writing file) throws IOException {
    try (LargeAnswers.Place place = largeAnswers.enter()) {
      // The head, so that the client knows at once that it is served.
      out.flush();
      write(file, new Pieces(out, place.begin()));
    }
  }

  private static void write(Writing file, Pieces pieces) throws IOException {
    file.to(pieces);
    pieces.flush();
  }

  /**
   * For a small document that much has to be merged for, on the calling thread.
   *
   * @param figures how many are merged
   */
  Resting whileMerging(long figures) {
    return AnswerSize.isLarge(figures) ? largeAnswers.pace() : Resting.NEVER;
  }
}
