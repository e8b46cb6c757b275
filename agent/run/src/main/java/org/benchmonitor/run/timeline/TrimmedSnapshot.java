package org.benchmonitor.run.timeline;

import java.util.List;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;

/** Shortens the lists of an ended run's last snapshot and keeps all counts; stateless. */
final class TrimmedSnapshot {
  static final int MOST_WORKERS = 200;
  static final int MOST_ERRORS = 100;

  private TrimmedSnapshot() {}

  static Snapshot of(Snapshot snapshot) {
    return new Snapshot(
        snapshot.interval(),
        snapshot.lateTotals(),
        snapshot.lateWarmupTotals(),
        workers(snapshot.workers()),
        errors(snapshot.errors()),
        snapshot.run(),
        snapshot.cost());
  }

  private static Workers workers(Workers all) {
    List<WorkerFigures> listed = first(all.listed(), MOST_WORKERS);
    return new Workers(
        all.total(),
        all.active(),
        all.idle(),
        all.ended(),
        all.unlisted() + all.listed().size() - listed.size(),
        all.inFlight(),
        all.oldestInFlightNanos(),
        listed);
  }

  private static Errors errors(Errors all) {
    return new Errors(
        all.total(),
        all.byType(),
        first(all.recent(), MOST_ERRORS),
        List.of(),
        all.notSampled(),
        all.names());
  }

  private static <T> List<T> first(List<T> list, int most) {
    return list.size() <= most ? list : List.copyOf(list.subList(0, most));
  }
}
