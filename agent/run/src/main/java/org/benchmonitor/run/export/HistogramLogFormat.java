package org.benchmonitor.run.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * Writes intervals as an HdrHistogram interval log, format 1.3. Each interval and operation with
 * successful calls is a line, tagged with the operation. Where its latencies are corrected, another
 * one follows with {@link #CORRECTED} behind the tag, and a comment before the first of them has
 * the rule. Values are in nanoseconds, the extremes in milliseconds.
 *
 * <p>Source: {@code HistogramLogWriter} of HdrHistogram 2.2.2, whose encoding is the retained one.
 */
public final class HistogramLogFormat implements Format {
  /** What is behind an operation's name in the tag of its corrected latencies. */
  public static final String CORRECTED = ".corrected";

  /** What is before the tag and the rule in a comment. */
  public static final String CORRECTED_BY = "#[Corrected: ";

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
    Map<String, String> rules = new HashMap<>();
    for (Interval interval : intervals) {
      for (OperationFigures one : interval.figures().operations()) {
        boolean isMeant = operation == null || operation.equals(one.name());
        if (isMeant && !one.successes().isEmpty()) {
          write(out, line(interval, tag(one.name()), one.latency(), one.successes()));
        }
        Corrected corrected = one.corrected();
        if (isMeant && corrected != null && !corrected.histogram().isEmpty()) {
          String tag = tag(one.name()) + CORRECTED;
          if (!corrected.rule().equals(rules.put(tag, corrected.rule()))) {
            write(out, CORRECTED_BY + tag + " by " + corrected.rule() + "]\n");
          }
          write(out, line(interval, tag, corrected.latency(), corrected.histogram()));
        }
        out.restIfDue();
      }
    }
  }

  private static String line(
      Interval interval, String tag, Latency latency, EncodedHistogram histogram) {
    long millis = interval.start().toEpochMilli();
    return "Tag="
        + tag
        + ','
        + seconds(millis)
        + ','
        + seconds(interval.end().toEpochMilli() - millis)
        + ','
        + BigDecimal.valueOf(latency.maxNanos(), MILLI_DIGITS).toPlainString()
        + ','
        + BASE64.encodeToString(histogram.bytes())
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
   * all but visible ASCII are percent-encoded; distinct names stay distinct, also from those of
   * corrected latencies.
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
    if (name.endsWith(CORRECTED)) {
      tag.replace(tag.length() - CORRECTED.length(), tag.length() - CORRECTED.length() + 1, "%2E");
    }
    return tag.toString();
  }
}
