package org.benchmonitor.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.model.WorkerFigures;
import org.benchmonitor.model.Workers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/workers}. */
public final class WorkersView {
  /** What workers can be sorted by. */
  public enum Sort {
    ID(Comparator.comparingLong(WorkerFigures::number)),
    NAME(Comparator.comparing(WorkerFigures::threadName)),
    OPERATIONS(Comparator.comparingLong(WorkerFigures::completed)),
    RATE(Comparator.comparingDouble(WorkerFigures::ratePerSecond)),
    AGE(Comparator.comparingLong(WorkerFigures::currentAgeNanos)),
    ERRORS(Comparator.comparingLong(WorkerFigures::failed));

    @SuppressWarnings("ImmutableEnumChecker") // comparators without state
    private final Comparator<WorkerFigures> order;

    Sort(Comparator<WorkerFigures> order) {
      this.order = order;
    }

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Comparator<WorkerFigures> order(boolean descending) {
      Comparator<WorkerFigures> chosen = descending ? order.reversed() : order;
      return Comparator.comparing(
              (WorkerFigures worker) -> worker.state() == WorkerFigures.State.ENDED)
          .thenComparing(chosen)
          .thenComparingLong(WorkerFigures::number);
    }
  }

  private WorkersView() {}

  /** A page of the workers; ended ones come last whatever the order. */
  public static ObjectNode of(
      Snapshot snapshot, int offset, int limit, Sort sort, boolean descending) {
    Workers workers = snapshot.workers();
    List<WorkerFigures> sorted = new ArrayList<>(workers.listed());
    sorted.sort(sort.order(descending));
    ObjectNode node = Json.object();
    node.put("total_workers", workers.total());
    node.put("active_workers", workers.active());
    node.put("idle_workers", workers.idle());
    node.put("ended_workers", workers.ended());
    node.put("unlisted_workers", workers.unlisted());
    node.put("in_flight", workers.inFlight());
    node.put("oldest_in_flight_ms", Json.millis(workers.oldestInFlightNanos()));
    node.put("sequence", snapshot.sequence());
    node.put("offset", offset);
    node.put("limit", limit);
    ArrayNode list = node.putArray("workers");
    sorted.stream().skip(offset).limit(limit).forEach(worker -> list.add(worker(worker)));
    return node;
  }

  private static ObjectNode worker(WorkerFigures worker) {
    ObjectNode node = Json.object();
    node.put("id", worker.id());
    node.put("status", worker.state().text());
    node.put("operations_completed", worker.completed());
    node.put("current_operation", worker.currentOperation());
    node.put("last_error", worker.lastError());
    node.put("thread_name", worker.threadName());
    node.put("thread_id", worker.threadId());
    node.put("errors", worker.failed());
    node.put("rate", Json.number(worker.ratePerSecond()));
    node.put("current_operation_age_ms", Json.millis(worker.currentAgeNanos()));
    return node;
  }
}
