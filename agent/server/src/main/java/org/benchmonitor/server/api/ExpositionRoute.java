package org.benchmonitor.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.benchmonitor.run.export.Exposition;
import org.benchmonitor.run.export.PrometheusText;
import org.benchmonitor.run.export.PrometheusText.Form;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.jspecify.annotations.Nullable;

/** {@code GET /metrics}: what an engine such as Prometheus scrapes; only in a host. */
final class ExpositionRoute {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  /** The hundred lines of an operation are written as they are made, and take little beside. */
  private static final long FIGURES = 5;

  private final ApiContext context;

  ExpositionRoute(ApiContext context) {
    this.context = context;
  }

  Response answer(Request request) {
    new Parameters(request, Set.of());
    RunView run = context.run(null);
    // First: what is of this moment is then never older than the counters.
    Lifetime lifetime = context.jvm().lifetime().get();
    Exposition exposition = Exposition.of(lifetime, run, context.jvm().state().get());
    Form form = form(request.header("accept"));
    return context
        .answers()
        .file(
            FIGURES * lifetime.operations().operationCount(),
            form.contentType(),
            out -> PrometheusText.write(form, exposition, out));
  }

  /** OpenMetrics where it is named and not refused; Prometheus prefers it. */
  private static Form form(@Nullable String accept) {
    if (accept != null) {
      for (String one : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = one.strip().split("\\s*;\\s*", -1);
        boolean isRefused = List.of(parts).contains("q=0") || List.of(parts).contains("q=0.0");
        if (parts[0].equals(OPEN_METRICS) && !isRefused) {
          return Form.OPEN_METRICS;
        }
      }
    }
    return Form.PROMETHEUS;
  }
}
