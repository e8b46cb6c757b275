package org.benchmonitor.server.api;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.jspecify.annotations.Nullable;

/** The part of a query that selects calls: a run, a range of time, an operation. */
final class RunQuery {
  private final Parameters parameters;
  private final RunView run;
  private final Snapshot snapshot;

  /**
   * Reads the query of a request, which may name a {@code session}; the answer uses the latest
   * snapshot of that run.
   */
  RunQuery(Request request, ApiContext context, String... known) {
    Set<String> names = new HashSet<>(Set.of(known));
    names.add("session");
    this.parameters = new Parameters(request, names);
    this.run = context.run(parameters.text("session"));
    this.snapshot = run.latest();
  }

  RunView run() {
    return run;
  }

  Parameters parameters() {
    return parameters;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** What a file of the run is called, without its extension. */
  String fileName() {
    return snapshot.run().id().replaceAll("[^A-Za-z0-9._-]", "_");
  }

  boolean hasRange() {
    return parameters.text("from") != null || parameters.text("to") != null;
  }

  /** Whether {@code include=warmup} was given. */
  boolean includesWarmup() {
    return parameters.oneOf("include", "", List.of("warmup")).equals("warmup");
  }

  /** The range from {@code from} to {@code to}. */
  Selection selection(boolean includeWarmup) {
    Instant from = parameters.instant("from");
    Instant to = parameters.instant("to");
    if (from != null && to != null && to.isBefore(from)) {
      throw new HttpError(
          400, "bad_parameter", "to is '" + to + "', before from '" + from + "'", "swap them");
    }
    return new Selection(from, to, includeWarmup, snapshot.sequence());
  }

  /**
   * The operation that a parameter names, or null if it was not given.
   *
   * @throws HttpError 404 if the run has no such operation
   */
  @Nullable String operation(String parameter) {
    String operation = parameters.text(parameter);
    if (operation == null) {
      return null;
    }
    TreeSet<String> known = new TreeSet<>();
    for (OperationFigures figures : snapshot.totals().operations()) {
      known.add(figures.name());
    }
    if (!known.contains(operation)) {
      throw new HttpError(
          404,
          "no_operation",
          parameter + " is '" + operation + "', known are " + known,
          "GET /api/metrics");
    }
    return operation;
  }
}
