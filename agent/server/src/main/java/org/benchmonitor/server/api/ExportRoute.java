package org.benchmonitor.server.api;

import java.util.List;
import java.util.Set;
import org.benchmonitor.run.export.Excerpt;
import org.benchmonitor.run.export.Format;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.report.Formats;
import org.benchmonitor.run.view.Selection;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;

/** {@code GET /api/export}: a range of a run as a file, in one of the formats. */
final class ExportRoute {
  private final ApiContext context;

  ExportRoute(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(
        "/api/export",
        "a range as a file; ?format="
            + String.join("|", Formats.names())
            + " &op= &from= &to= &include=warmup &session=",
        this::export);
    router.get("/api/export/formats", "the formats of an export", ExportRoute::formats);
  }

  private Response export(Request request) {
    RunQuery query = new RunQuery(request, context, "format", "op", "from", "to", "include");
    Format format =
        Formats.named(query.parameters().oneOf("format", Formats.usual().name(), Formats.names()));
    String operation = query.operation("op");
    Selection selection = query.selection(query.includesWarmup());
    List<Interval> intervals = query.run().select(selection);
    Excerpt excerpt =
        new Excerpt(
            query.run(), query.snapshot(), context.jvm().state().get(), intervals, operation);
    return context
        .answers()
        .file(AnswerSize.of(intervals), format.contentType(), out -> format.write(excerpt, out))
        .with(
            "Content-Disposition",
            "attachment; filename=\"" + query.fileName() + "." + format.extension() + "\"");
  }

  private static Response formats(Request request) {
    new Parameters(request, Set.of());
    return Response.json(200, Json.bytes(Formats.document()));
  }
}
