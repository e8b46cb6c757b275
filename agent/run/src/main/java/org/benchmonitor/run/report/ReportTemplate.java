package org.benchmonitor.run.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a report as the build has made it, in the parts between which the run goes. Held once
 * it has been asked for, because the jar may be gone when a run ends.
 */
final class ReportTemplate {
  private static final String RESOURCE = "/dashboard/report.html.gz";
  private static final String WRITER = "<!--writer-->";
  private static final String TITLE = "<!--title-->";
  private static final String RUN = "<!--run-->";

  private static @Nullable ReportTemplate known;

  private final byte[] beforeWriter;
  private final byte[] beforeTitle;
  private final byte[] beforeRun;
  private final byte[] end;

  private ReportTemplate(String html) throws IOException {
    int writer = html.indexOf(WRITER);
    int title = html.indexOf(TITLE);
    int run = html.lastIndexOf(RUN);
    if (writer < 0 || title < writer || run < title) {
      throw new IOException("the page of a report in this jar has no place for a run");
    }
    beforeWriter = utf8(html.substring(0, writer));
    beforeTitle = utf8(html.substring(writer + WRITER.length(), title));
    beforeRun = utf8(html.substring(title + TITLE.length(), run));
    end = utf8(html.substring(run + RUN.length()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The one of this jar.
   *
   * @throws IOException if there is none, or it cannot be read any more
   */
  static synchronized ReportTemplate get() throws IOException {
    ReportTemplate template = known;
    if (template == null) {
      template = new ReportTemplate(read());
      known = template;
    }
    return template;
  }

  private static String read() throws IOException {
    try (InputStream zipped = ReportTemplate.class.getResourceAsStream(RESOURCE)) {
      if (zipped == null) {
        throw new IOException("the page of a report is not in this jar");
      }
      try (InputStream html = new GZIPInputStream(zipped)) {
        return new String(html.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  byte[] beforeWriter() {
    return beforeWriter;
  }

  byte[] beforeTitle() {
    return beforeTitle;
  }

  byte[] beforeRun() {
    return beforeRun;
  }

  byte[] end() {
    return end;
  }
}
