package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class WorkersViewTest {
  private static final long MILLISECOND = 1_000_000;

  private static WorkerFigures worker(
      long number, String thread, WorkerFigures.State state, String operation, long ageNanos) {
    return new WorkerFigures(number, thread, number, state, 1, 0, 1, operation, ageNanos, null);
  }

  private static OperationFigures calls(String name, int count, long nanos) {
    return Snapshots.operation(name, 0, LongStream.generate(() -> nanos).limit(count).toArray());
  }

  private static Snapshot snapshot(WorkerFigures... workers) {
    Snapshot base = Snapshots.with(new Workers(workers.length, 1, 1, 1, 0, 1, 0, List.of(workers)));
    Figures totals =
        Snapshots.figures(
            1,
            calls("quick", 100, MILLISECOND),
            calls("slow", 100, 200 * MILLISECOND),
            calls("rare", 99, MILLISECOND));
    return new Snapshot(
        base.interval(),
        totals,
        base.warmupTotals(),
        base.workers(),
        base.errors(),
        base.run(),
        base.cost());
  }

  private static JsonNode view(String search, WorkersQuery.Shown shown, WorkerFigures... workers) {
    WorkersQuery query = new WorkersQuery(search, shown, WorkersQuery.Sort.ID, false, 0, 100);
    // The workers are made when they are written.
    return Json.read(Json.bytes(WorkersView.of(snapshot(workers), query)));
  }

  private static List<String> ids(JsonNode view) {
    List<String> ids = new ArrayList<>();
    view.get("workers").forEach(worker -> ids.add(worker.get("id").asString()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "quick,100,false",
    "quick,101,true",
    "slow,101,false",
    "slow,790,false",
    "slow,900,true",
    "rare,100000,false",
    "unknown,100000,false"
  })
  void aWorkerIsStuckFarBeyondWhatItsOperationTakes(String operation, long millis, boolean stuck) {
    WorkerFigures worker =
        worker(1, "a", WorkerFigures.State.ACTIVE, operation, millis * MILLISECOND);
    JsonNode view = view("", WorkersQuery.Shown.ANY, worker);
    assertThat(view.get("workers").get(0).get("stuck").asBoolean()).isEqualTo(stuck);
    assertThat(view.get("stuck_workers").asInt()).isEqualTo(stuck ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"POOL,1|3", "worker-00,1|2|3", "Quick,2", "none,''", "i,1|2|3", "3,3", "'',1|2|3"})
  void identifiersThreadsAndOperationsAreSearchedInAnyCase(String search, String found) {
    JsonNode view =
        view(
            search,
            WorkersQuery.Shown.ANY,
            worker(1, "Pool-i", WorkerFigures.State.IDLE, null, 0),
            worker(2, "main-i", WorkerFigures.State.ACTIVE, "quick", 5),
            worker(3, "pool-i", WorkerFigures.State.ENDED, null, 0));
    List<String> expected =
        found.isEmpty()
            ? List.of()
            : List.of(found.split("\\|")).stream().map(number -> "worker-00" + number).toList();
    assertThat(ids(view)).isEqualTo(expected);
    assertThat(view.get("matching").asInt()).isEqualTo(expected.size());
    assertThat(view.get("total_workers").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(WorkersQuery.Shown.class)
  void onlyWorkersOfAStateAreShown(WorkersQuery.Shown shown) {
    JsonNode view =
        view(
            "",
            shown,
            worker(1, "a", WorkerFigures.State.IDLE, null, 0),
            worker(2, "b", WorkerFigures.State.ACTIVE, "quick", 5),
            worker(3, "c", WorkerFigures.State.ENDED, null, 0),
            worker(4, "d", WorkerFigures.State.ACTIVE, "quick", 1000 * MILLISECOND));
    assertThat(ids(view))
        .isEqualTo(
            switch (shown) {
              case ANY -> List.of("worker-001", "worker-002", "worker-004", "worker-003");
              case ACTIVE -> List.of("worker-002", "worker-004");
              case IDLE -> List.of("worker-001");
              case ENDED -> List.of("worker-003");
              case STUCK -> List.of("worker-004");
            });
    assertThat(view.get("stuck_workers").asInt()).isEqualTo(1);
  }
}
