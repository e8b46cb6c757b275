package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ErrorsViewTest {
  private static ErrorEvent event(long second, String type, String operation) {
    return new ErrorEvent(
        Snapshots.START.plusSeconds(second), type, "" + second, operation, "worker-001", "a");
  }

  private static Errors.Type type(String type, Map<String, Long> operations) {
    long count = operations.values().stream().mapToLong(Long::longValue).sum();
    return new Errors.Type(type, count, null, Snapshots.START, Snapshots.START, operations);
  }

  private static Snapshot snapshot() {
    Snapshot base = Snapshots.running();
    Errors errors =
        new Errors(
            12,
            List.of(
                type("Timeout", Map.of("read", 6L, "write", 3L)),
                type("Conflict", Map.of("write", 2L)),
                type("Gone", Map.of("read", 1L))),
            List.of(
                event(4, "Timeout", "read"),
                event(3, "Conflict", "write"),
                event(2, "Timeout", "write"),
                event(1, "Gone", "read")),
            List.of(),
            8,
            ErrorNames.NONE);
    return new Snapshot(
        base.interval(),
        base.totals(),
        base.warmupTotals(),
        base.workers(),
        errors,
        base.run(),
        base.cost());
  }

  private static String recent(JsonNode view) {
    List<String> messages = new ArrayList<>();
    // Its elements are made when it is written.
    JsonNode written = Json.read(Json.bytes(view));
    written.get("recent_errors").forEach(error -> messages.add(error.get("message").asString()));
    return String.join("|", messages);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 9, 4|3|2|1",
        "Timeout, -, 9, 4|2",
        "-, write, 9, 3|2",
        "Timeout, write, 9, 2",
        "Timeout, -, 1, 4",
        "read, -, 9, ''"
      })
  void recentErrorsAreChosenByTypeAndOperationBeforeTheyAreLimited(
      String type, String operation, int limit, String messages) {
    JsonNode view = ErrorsView.of(snapshot(), limit, type, operation);
    assertThat(recent(view)).isEqualTo(messages);
    assertThat(view.get("total_errors").asInt()).isEqualTo(12);
  }

  @Test
  void typesAreCountedForOneOperationOnly() {
    JsonNode types = ErrorsView.of(snapshot(), 9, null, "write").get("by_type");
    assertThat(types).hasSize(2);
    assertThat(types.get(0).get("type").asString()).isEqualTo("Timeout");
    assertThat(types.get(0).get("count").asInt()).isEqualTo(3);
    assertThat(types.get(0).get("percentage").asInt()).isEqualTo(60);
  }

  @Test
  void aRangeHasItsOwnCountsAndTheErrorsSeenInIt() {
    JsonNode view =
        ErrorsView.ofRange(
            snapshot(),
            new Range(
                Snapshots.figures(1_000_000_000L, Snapshots.operation("read", 5)),
                ErrorCounts.of(Map.of("Timeout", 4L, "Conflict", 1L)),
                Snapshots.START.plusSeconds(2),
                Snapshots.START.plusSeconds(3),
                1),
            null);
    assertThat(recent(view)).isEqualTo("3|2");
    assertThat(view.get("total_errors").asInt()).isEqualTo(5);
    assertThat(view.get("by_type").get(0).get("percentage").asInt()).isEqualTo(80);
    JsonNode nothing =
        ErrorsView.ofRange(
            snapshot(), Range.of(List.of(), none -> Figures.EMPTY, Resting.NEVER), "read");
    assertThat(recent(nothing)).isEmpty();
    assertThat(nothing.get("by_type").isNull()).isTrue();
  }
}
