package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.StuckWorkers;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/workers}. */
public final class WorkersView {
  private WorkersView() {}

  /** A page of the matching workers. */
  public static ObjectNode of(Snapshot snapshot, WorkersQuery query) {
    Workers workers = snapshot.workers();
    StuckWorkers stuck = new StuckWorkers(snapshot);
    List<WorkerFigures> found = found(workers.listed(), query, stuck);
    ObjectNode node = Json.object();
    node.put("total_workers", workers.total());
    node.put("active_workers", workers.active());
    node.put("idle_workers", workers.idle());
    node.put("ended_workers", workers.ended());
    node.put("unlisted_workers", workers.unlisted());
    node.put("stuck_workers", workers.listed().stream().filter(stuck::isStuck).count());
    node.put("in_flight", workers.inFlight());
    node.put("oldest_in_flight_ms", Json.millis(workers.oldestInFlightNanos()));
    node.put("sequence", snapshot.sequence());
    node.put("matching", found.size());
    node.put("offset", query.offset());
    node.put("limit", query.limit());
    ErrorNames names = snapshot.errors().names();
    node.set(
        "workers",
        LazyArray.of(
            found.stream().skip(query.offset()).limit(query.limit()).toList(),
            worker -> worker(worker, stuck.isStuck(worker), names)));
    return node;
  }

  /** All of them as they are, as a rule: they come by number, the ended ones last. */
  private static List<WorkerFigures> found(
      List<WorkerFigures> listed, WorkersQuery query, StuckWorkers stuck) {
    if (query.isForAllByNumber() && areAliveByNumber(listed)) {
      return listed;
    }
    return listed.stream()
        .filter(worker -> query.matches(worker, stuck::isStuck))
        .sorted(query.order())
        .toList();
  }

  private static boolean areAliveByNumber(List<WorkerFigures> listed) {
    long before = Long.MIN_VALUE;
    for (WorkerFigures worker : listed) {
      if (worker.number() <= before || worker.state() == WorkerFigures.State.ENDED) {
        return false;
      }
      before = worker.number();
    }
    return true;
  }

  private static ObjectNode worker(WorkerFigures worker, boolean stuck, ErrorNames names) {
    ObjectNode node = Json.object();
    node.put("id", worker.id());
    node.put("status", worker.state().text());
    node.put("stuck", stuck);
    node.put("operations_completed", worker.completed());
    node.put("current_operation", worker.currentOperation());
    node.put("last_error", names.shownOrNull(worker.lastError()));
    node.put("thread_name", worker.threadName());
    node.put("thread_id", worker.threadId());
    node.put("errors", worker.failed());
    node.put("rate", Json.number(worker.ratePerSecond()));
    node.put("current_operation_age_ms", Json.millis(worker.currentAgeNanos()));
    return node;
  }
}
