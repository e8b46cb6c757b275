package org.benchmonitor.run.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.thread.Pace;
import org.jspecify.annotations.Nullable;

/** Whole files, of pieces that were put together again. */
final class Written {
  private Written() {}

  /** Something that writes a file. */
  interface Writing {
    void to(Pieces out) throws IOException;
  }

  static byte[] csv(List<Interval> intervals, @Nullable String operation) {
    return whole(out -> CsvFormat.write(intervals, operation, out));
  }

  static byte[] log(String version, List<Interval> intervals, @Nullable String operation) {
    return whole(out -> HistogramLogFormat.write(version, intervals, operation, out));
  }

  static byte[] whole(Writing writing) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      Pieces pieces = new Pieces(whole, new Pace(nanos -> {}));
      writing.to(pieces);
      pieces.flush();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return whole.toByteArray();
  }
}
