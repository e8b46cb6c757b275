package org.benchmonitor.run.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.benchmonitor.run.export.HistogramLogFormat;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one histogram log.
 *
 * <p>Source: {@code HistogramLogReader} of HdrHistogram 2.2.2, which ends without a word at the
 * first line that it cannot read. A test holds the times of the two equal. The names of YCSB's
 * operations are in a comment, its failed calls in files of their own.
 */
final class LogFile {
  private static final Pattern VERSION = Pattern.compile("#\\[Histogram log format version (.*)]");
  private static final Pattern START = Pattern.compile("#\\[StartTime: ([^ ]*) .*");
  private static final Pattern BASE = Pattern.compile("#\\[BaseTime: ([^ ]*) .*");
  private static final Pattern YCSB = Pattern.compile("#\\[Logging for: (.*)]");
  private static final String OWN = "#[Logged with Bench Monitor ";
  private static final String OWN_UNIT = "values are nanoseconds]";
  private static final Pattern RULE =
      Pattern.compile(Pattern.quote(HistogramLogFormat.CORRECTED_BY) + "([^ ]*) by (.*)]");
  private static final String CORRECTED = HistogramLogFormat.CORRECTED;
  private static final String TAG = "Tag=";
  private static final String FAILED = "-FAILED";
  private static final int FIELDS = 4;
  private static final double YEAR_SECONDS = 365 * 24 * 3600.0;
  private static final double LATEST_SECONDS = 1e11;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final int LONGEST_QUOTE = 60;

  private final Path file;
  private final @Nullable LogUnit given;
  private final List<LogLine> lines = new ArrayList<>();

  /** By the tags of corrected latencies. */
  private final Map<String, String> rules = new HashMap<>();

  private int number;
  private String name;
  private boolean isOwn;
  private boolean hasFailed;
  private @Nullable Double start;
  private @Nullable Double base;

  private LogFile(Path file, @Nullable LogUnit given) {
    this.file = file;
    this.given = given;
    this.name = withoutExtension(file);
  }

  /**
   * Reads a file.
   *
   * @param unit of its values, null if it must say so itself
   * @throws IOException if it is none, naming the line
   */
  static List<LogLine> read(Path file, @Nullable LogUnit unit) throws IOException {
    return new LogFile(file, unit).lines();
  }

  /** The name of a file without what is behind its last dot. */
  static String withoutExtension(Path file) {
    Path last = file.getFileName();
    String text = last == null ? file.toString() : last.toString();
    int dot = text.lastIndexOf('.');
    return dot > 0 ? text.substring(0, dot) : text;
  }

  private List<LogLine> lines() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
    boolean isWhole = endsWithALine();
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        number++;
        String next = reader.readLine();
        read(line, next == null && !isWhole);
        line = next;
      }
    }
    if (lines.isEmpty()) {
      throw new IOException(file + " has no interval, allowed is a log of HdrHistogram");
    }
    return lines;
  }

  private boolean endsWithALine() throws IOException {
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
      if (end.length() == 0) {
        return true;
      }
      end.seek(end.length() - 1);
      return end.read() == '\n';
    }
  }

  /**
   * Reads a line.
   *
   * @param isCut whether the writer may have been killed in it, so that it may be no whole one
   */
  private void read(String line, boolean isCut) throws IOException {
    if (line.startsWith("#")) {
      comment(line);
    } else if (!line.isBlank() && !line.startsWith("\"")) {
      try {
        LogLine read = interval(line);
        if (isCut) {
          LogIntervals.decoded(read);
        }
        lines.add(read);
      } catch (IOException broken) {
        if (!isCut || lines.isEmpty()) {
          throw broken;
        }
      }
    }
  }

  private void comment(String line) throws IOException {
    Matcher version = VERSION.matcher(line);
    Matcher from = START.matcher(line);
    Matcher zero = BASE.matcher(line);
    Matcher ycsb = YCSB.matcher(line);
    Matcher rule = RULE.matcher(line);
    if (version.matches() && !version.group(1).matches("1\\.[0-3]")) {
      throw wrong("the format's version is", version.group(1), "1.0 to 1.3");
    } else if (line.startsWith(OWN)) {
      isOwn = line.endsWith(OWN_UNIT);
    } else if (from.matches()) {
      start = seconds("StartTime", from.group(1));
    } else if (zero.matches()) {
      base = seconds("BaseTime", zero.group(1));
    } else if (isOwn && rule.matches()) {
      rules.put(rule.group(1), rule.group(2));
    } else if (ycsb.matches()) {
      name = ycsb.group(1);
      hasFailed = name.endsWith(FAILED) && name.length() > FAILED.length();
      name = hasFailed ? name.substring(0, name.length() - FAILED.length()) : name;
    }
  }

  private LogLine interval(String line) throws IOException {
    boolean isTagged = line.startsWith(TAG);
    int comma = line.indexOf(',');
    String tag = isTagged && comma > 0 ? line.substring(TAG.length(), comma) : null;
    boolean isCorrected = isOwn && tag != null && tag.endsWith(CORRECTED);
    String operation =
        tag == null
            ? name
            : tag(isCorrected ? tag.substring(0, tag.length() - CORRECTED.length()) : tag);
    String[] fields = (isTagged ? line.substring(comma + 1) : line).split(",", -1);
    if (fields.length != FIELDS || (isTagged && comma < 0)) {
      throw wrong(
          "the line is", line, "a start, a length, a maximum and a histogram, between commas");
    }
    LogUnit unit = unit();
    double from = seconds("StartTimestamp", fields[0]);
    double length = seconds("Interval_Length", fields[1]);
    double max = number("Interval_Max", fields[2], Double.MAX_VALUE);
    long millis = Math.round((from + baseFor(from)) * 1e3);
    return new LogLine(
        place(),
        millis,
        Math.round(length * 1e3),
        operation,
        hasFailed,
        isOwn ? Math.round(max * NANOS_OF_MILLI) : 0,
        histogram(fields[3]),
        unit,
        isCorrected ? rules.getOrDefault(tag, "a rule that the log does not tell") : null);
  }

  /** What is added to the times, decided by the first of them where no comment says it. */
  private double baseFor(double first) {
    if (start == null) {
      start = first;
    }
    if (base == null) {
      // Far before the start, so they are relative to it.
      base = first < start - YEAR_SECONDS ? start : 0.0;
    }
    return base;
  }

  private LogUnit unit() throws IOException {
    if (isOwn && given != null && given != LogUnit.NS) {
      throw new UnitUnknown(
          file + " says that its values are nanoseconds, the unit is '" + given.text() + "'");
    }
    if (!isOwn && given == null) {
      throw new UnitUnknown(
          file + " does not say the unit of its values, allowed are " + LogUnit.allowed());
    }
    return given == null ? LogUnit.NS : given;
  }

  private String tag(String text) throws IOException {
    if (!isOwn) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw wrong("Tag is", text, "percent-encoded text");
    }
  }

  private EncodedHistogram histogram(String text) throws IOException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.trim());
      return EncodedHistogram.of(bytes, BandCounts.NONE);
    } catch (IllegalArgumentException broken) {
      throw wrong("Interval_Compressed_Histogram is", text, "Base64");
    }
  }

  private double seconds(String what, String text) throws IOException {
    return number(what, text, LATEST_SECONDS);
  }

  private double number(String what, String text, double most) throws IOException {
    try {
      double value = Double.parseDouble(text.trim());
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as of a number that is out of range.
    }
    throw wrong(what + " is", text, "a number of 0 or more");
  }

  private String place() {
    return file + ", line " + number;
  }

  private IOException wrong(String what, String value, String allowed) {
    String quoted =
        value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "...";
    return new IOException(place() + ": " + what + " '" + quoted + "', allowed is " + allowed);
  }
}
