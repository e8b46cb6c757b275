package org.benchmonitor.server.api;

import java.util.List;
import org.benchmonitor.run.export.CsvExport;
import org.benchmonitor.run.export.ErrorsView;
import org.benchmonitor.run.export.ExportDocument;
import org.benchmonitor.run.export.HistogramLog;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.MetricsView;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.Selection;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/export}: a range as a file to keep. */
final class ExportRoute {
  private static final List<String> FORMATS = List.of("json", "csv", "hlog");

  private final ApiContext context;

  ExportRoute(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(
        "/api/export",
        "a range as a file; ?format=json|csv|hlog &op= &from= &to= &include=warmup &session=",
        this::export);
  }

  private Response export(Request request) {
    RunQuery query = new RunQuery(request, context, "format", "op", "from", "to", "include");
    String format = query.parameters().oneOf("format", "json", FORMATS);
    String operation = query.operation("op");
    Selection selection = query.selection(query.includesWarmup());
    Response file =
        switch (format) {
          case "csv" ->
              Response.of(
                  200,
                  "text/csv; charset=utf-8",
                  CsvExport.of(query.run().select(selection), operation));
          case "hlog" ->
              Response.of(
                  200,
                  "text/plain; charset=utf-8",
                  HistogramLog.of(
                      query.run().host().version(), query.run().select(selection), operation));
          default -> Response.json(200, Json.pretty(document(query, selection, operation)));
        };
    String name = query.snapshot().run().id().replaceAll("[^A-Za-z0-9._-]", "_");
    return file.with("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\"");
  }

  private JsonNode document(RunQuery query, Selection selection, @Nullable String operation) {
    Snapshot snapshot = query.snapshot();
    Range range = query.run().range(selection, operation);
    List<Interval> points = query.run().select(selection);
    TimelineView.Asked asked =
        new TimelineView.Asked(
            null,
            MetricsView.range(range),
            query.run().host().interval(),
            operation);
    return ExportDocument.of(
        context.status(query.run(), snapshot),
        MetricsView.ofRange(snapshot, range),
        TimelineView.of(snapshot.sequence(), asked, points, snapshot.errors().names()),
        ErrorsView.ofRange(snapshot, range, operation));
  }
}
