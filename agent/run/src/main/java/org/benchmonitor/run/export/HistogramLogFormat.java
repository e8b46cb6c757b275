package org.benchmonitor.run.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * Writes intervals as an HdrHistogram interval log, format 1.3. Each interval and operation with
 * successful calls is a line, tagged with the operation. Values are in nanoseconds, the extremes in
 * milliseconds.
 *
 * <p>Source: {@code HistogramLogWriter} of HdrHistogram 2.2.2, whose encoding is the retained one.
 */
final class HistogramLogFormat implements Format {
  private static final int MILLI_DIGITS = 6;
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  @Override
  public String name() {
    return "hlog";
  }

  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String description() {
    return "HdrHistogram log: all latencies, by interval and operation";
  }

  @Override
  public void write(Excerpt excerpt, Pieces out) throws IOException {
    write(excerpt.run().host().version(), excerpt.intervals(), excerpt.operation(), out);
  }

  /**
   * Writes the whole log.
   *
   * @param operation the only operation in it, or null for all
   */
  static void write(
      String version, List<Interval> intervals, @Nullable String operation, Pieces out)
      throws IOException {
    write(out, "#[Logged with Bench Monitor " + version + "; values are nanoseconds]\n");
    write(out, "#[Histogram log format version 1.3]\n");
    if (!intervals.isEmpty()) {
      Instant start = intervals.get(0).start();
      String seconds = seconds(start.toEpochMilli());
      write(out, "#[StartTime: " + seconds + " (seconds since epoch), " + Json.time(start) + "]\n");
    }
    write(
        out,
        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
            + "\"Interval_Compressed_Histogram\"\n");
    for (Interval interval : intervals) {
      for (OperationFigures one : interval.figures().operations()) {
        boolean isMeant = operation == null || operation.equals(one.name());
        if (isMeant && !one.successes().isEmpty()) {
          write(out, line(interval, one));
        }
        out.restIfDue();
      }
    }
  }

  private static String line(Interval interval, OperationFigures one) {
    long millis = interval.start().toEpochMilli();
    return "Tag="
        + tag(one.name())
        + ','
        + seconds(millis)
        + ','
        + seconds(interval.end().toEpochMilli() - millis)
        + ','
        + BigDecimal.valueOf(one.latency().maxNanos(), MILLI_DIGITS).toPlainString()
        + ','
        + BASE64.encodeToString(one.successes().bytes())
        + '\n';
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private static void write(Pieces out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Encodes a name as a tag. Readers split lines at commas, spaces and line breaks, so these and
   * all but visible ASCII are percent-encoded; distinct names stay distinct.
   */
  static String tag(String name) {
    StringBuilder tag = new StringBuilder(name.length());
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      if (one > ' ' && one < 0x7F && one != ',' && one != '%') {
        tag.append((char) one);
      } else {
        tag.append(String.format("%%%02X", one));
      }
    }
    return tag.toString();
  }
}
