package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What both sides of an exactness test are asked for. */
final class Runs {
  static final String STORE = "com.acme.bench.DocumentStore";

  /** The patterns that match exactly what the sample runner counts itself. */
  static final String[] OPERATIONS = {
    "op=" + STORE + "#create",
    "op=" + STORE + "#read",
    "op=" + STORE + "#update",
    "op=" + STORE + "#delete"
  };

  private static final Set<String> NAMES = Set.of("create", "read", "update", "delete");

  private Runs() {}

  static String[] withReport(String... more) {
    return concat(concat(OPERATIONS, "report=report.json"), more);
  }

  static String[] concat(String[] first, String... second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  static JsonNode report(Host host) {
    assertThat(host.directory().resolve("report.json")).as(host.stderr()).exists();
    return Api.read(host.directory().resolve("report.json"));
  }

  static JsonNode groundTruth(Host host) {
    return Api.read(host.directory().resolve("truth.json"));
  }

  /** Compares every count of the report with the runner's own, measured and warm-up together. */
  static void assertCountsAreEqual(JsonNode report, JsonNode truth) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> failures = new TreeMap<>();
    Map<String, Map<String, Long>> errors = new TreeMap<>();
    for (String part : List.of("warmup", "measured")) {
      JsonNode operations = truth.get(part).get("operations");
      for (String name : NAMES) {
        JsonNode operation = operations.get(name);
        if (operation == null || operation.get("count").asLong() == 0) {
          continue;
        }
        counts.merge(name, operation.get("count").asLong(), Long::sum);
        failures.merge(name, operation.get("failed").asLong(), Long::sum);
        operation
            .get("errors")
            .properties()
            .forEach(
                error ->
                    errors
                        .computeIfAbsent(error.getKey(), key -> new TreeMap<>())
                        .merge(name, error.getValue().asLong(), Long::sum));
      }
    }
    assertThat(counts).as("the runner did something").isNotEmpty();
    JsonNode byOperation = report.get("metrics").get("by_operation");
    Map<String, Long> reported = new TreeMap<>();
    Map<String, Long> reportedFailures = new TreeMap<>();
    byOperation
        .properties()
        .forEach(
            operation -> {
              reported.put(operation.getKey(), operation.getValue().get("count").asLong());
              reportedFailures.put(operation.getKey(), operation.getValue().get("errors").asLong());
            });
    assertThat(reported).isEqualTo(counts);
    assertThat(reportedFailures).isEqualTo(failures);
    assertThat(errorsOf(report)).isEqualTo(errors);
    JsonNode total = report.get("metrics").get("total");
    assertThat(total.get("operations").asLong())
        .isEqualTo(counts.values().stream().mapToLong(Long::longValue).sum());
    assertThat(total.get("errors").asLong())
        .isEqualTo(failures.values().stream().mapToLong(Long::longValue).sum());
    assertThat(report.get("errors").get("total_errors").asLong())
        .isEqualTo(total.get("errors").asLong());
  }

  private static Map<String, Map<String, Long>> errorsOf(JsonNode report) {
    Map<String, Map<String, Long>> errors = new TreeMap<>();
    for (JsonNode type : report.get("errors").get("by_type")) {
      Map<String, Long> operations = new LinkedHashMap<>();
      type.get("operations")
          .properties()
          .forEach(operation -> operations.put(operation.getKey(), operation.getValue().asLong()));
      errors.put(type.get("type").asString(), new TreeMap<>(operations));
    }
    return errors;
  }

  /** Nothing of the agent has failed inside the host. */
  static void assertNothingSuppressed(JsonNode report) {
    JsonNode monitor = report.get("status").get("monitor");
    assertThat(monitor.get("suppressed").asLong()).isZero();
    assertThat(monitor.get("listener_failures").asLong()).isZero();
    assertThat(monitor.get("clamped").asLong()).isZero();
  }
}
