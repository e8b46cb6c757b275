package org.benchmonitor.run.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.frame.RunToFrames;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a run as one HTML file: the page, the run's frames, and the documents that depend on no
 * range. The page computes all else from the frames, exactly as the monitor does.
 *
 * <p>What comes from the host is compressed and in base64, which has no character that ends an
 * element, so no name and no message can become a part of the page. Stateless.
 */
public final class HtmlReport {
  /** What every report begins with. */
  public static final String BEGIN = "<!doctype html>";

  /** Comes before the writer, near the beginning of the file. */
  public static final String BEFORE_WRITER = "<script type=\"application/json\" id=\"writer\">";

  /** The block of the run's frames. */
  static final String FRAMES = "frames";

  private static final String BEFORE_BLOCK =
      "<script type=\"application/octet-stream;base64\" id=\"";
  private static final String END_OF_BLOCK = "</script>\n";
  private static final int BUFFER = 8192;

  private HtmlReport() {}

  /**
   * Writes the whole file and does not flush it.
   *
   * @param run as it was at its latest snapshot
   * @param writer the process that writes it, null where nobody asks for it
   * @throws IOException if nobody takes it, or this jar has no page of a report
   */
  public static void write(RunView run, ServerState server, @Nullable ObjectNode writer, Pieces out)
      throws IOException {
    ReportTemplate template = ReportTemplate.get();
    out.write(template.beforeWriter());
    if (writer != null) {
      ObjectNode member = Json.object();
      member.set(ReportDocument.WRITER, writer);
      text(BEFORE_WRITER.concat(Json.text(member).replace("<", "\\u003c")), out);
      text(END_OF_BLOCK, out);
    }
    out.write(template.beforeTitle());
    text("<title>".concat(escaped(title(run))).concat("</title>"), out);
    out.write(template.beforeRun());
    try (OutputStream packed = packed("documents", out)) {
      Pieces documents = out.through(packed);
      Json.writeLine(ReportDocument.figures(run, server, documents), documents);
      documents.flush();
    }
    text(END_OF_BLOCK, out);
    try (OutputStream packed = packed(FRAMES, out)) {
      Pieces frames = out.through(packed);
      new RunToFrames(run, run.latest()).write(0, frames);
      frames.flush();
    }
    text(END_OF_BLOCK, out);
    out.write(template.end());
  }

  private static void text(String text, Pieces out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What comes before a block. */
  static String beforeBlock(String id) {
    return BEFORE_BLOCK.concat(id).concat("\">");
  }

  private static OutputStream packed(String id, Pieces out) throws IOException {
    text(beforeBlock(id), out);
    return new GZIPOutputStream(Base64.getEncoder().wrap(new Unclosed(out)), BUFFER);
  }

  /** The file goes on behind a block. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {
      // The base64 is whole, and nothing is kept here.
    }
  }

  private static String title(RunView run) {
    String scenario = run.host().scenario();
    String id = run.id();
    return (scenario == null ? id : id.concat(" · ").concat(scenario)).concat(" · Bench Monitor");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
