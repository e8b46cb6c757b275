package org.benchmonitor.run.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.benchmonitor.run.frame.FrameReader;
import org.benchmonitor.run.frame.RecordedRun;

/** Reads the run that a report in HTML holds; stateless. */
public final class ReportReader {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private ReportReader() {}

  /** Whether a file begins as a report does. */
  public static boolean isReport(Path file) throws IOException {
    byte[] begin = HtmlReport.BEGIN.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(begin.length), begin);
    }
  }

  /**
   * Reads the run.
   *
   * @throws IOException if there is none
   */
  public static RecordedRun read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes");
    }
    byte[] whole = Files.readAllBytes(file);
    // A byte is a character, so that a position is one in the file.
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    String before = HtmlReport.beforeBlock(HtmlReport.FRAMES);
    int from = text.indexOf(before) + before.length();
    int to = text.indexOf('<', from);
    if (from < before.length() || to < 0) {
      throw new IOException("it is no report of a run");
    }
    byte[] packed;
    try {
      packed = Base64.getDecoder().decode(text.substring(from, to));
    } catch (IllegalArgumentException damaged) {
      throw new IOException("the run in it is damaged: " + damaged.getMessage(), damaged);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return FrameReader.read(ByteBuffer.wrap(in.readAllBytes()));
    }
  }
}
