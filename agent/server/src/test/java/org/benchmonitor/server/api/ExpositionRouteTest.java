package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /metrics}. */
class ExpositionRouteTest {
  private static Response get(Map<String, List<String>> query, Map<String, String> headers) {
    return get("/metrics", query, headers);
  }

  private static Response get(
      String path, Map<String, List<String>> query, Map<String, String> headers) {
    RetainedRuns runs = Snapshots.liveRuns();
    runs.onSnapshot(Snapshots.running());
    Router router = new Router(request -> Response.empty(404));
    new ApiRoutes(new ApiContext(runs, Contexts.jvm())).addTo(router);
    try {
      return router.handle(new Request("GET", path, query, headers, Request.Body.NONE));
    } catch (HttpError error) {
      return error.toResponse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                                     | text/plain; version=0.0.4",
        "text/plain;version=0.0.4;q=0.5                          | text/plain; version=0.0.4",
        "application/openmetrics-text;version=1.0.0,text/plain   | application/openmetrics-text",
        "text/plain;q=0.3, application/openmetrics-text; q=0.7   | application/openmetrics-text",
        "application/openmetrics-text;q=0, text/plain            | text/plain; version=0.0.4",
        "application/openmetrics-textual                         | text/plain; version=0.0.4",
        ";;;,,=                                                  | text/plain; version=0.0.4",
      })
  void theFormIsThatWhichIsAskedFor(String accept, String type) {
    Response response = get(Map.of(), Map.of("accept", accept));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.contentType()).startsWith(type).endsWith("charset=utf-8");
    assertThat(Bodies.text(response).endsWith("# EOF\n")).isEqualTo(type.startsWith("application"));
  }

  @Test
  void withoutAWordOfItItIsPrometheusText() {
    Response response = get(Map.of(), Map.of());
    assertThat(response.contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(Bodies.text(response)).startsWith("# HELP bench_operations_total ");
  }

  @Test
  void aParameterIsRefused() {
    assertThat(get(Map.of("name[]", List.of("x")), Map.of()).status()).isEqualTo(400);
  }

  @Test
  void theJvmsOfTheMachineAreTargets() {
    String others =
        ",{\"targets\":[\"localhost:9091\"],\"labels\":{\"__scheme__\":\"http\","
            + "\"pid\":\"4712\",\"main_class\":\"com.acme.Other\"}}]";
    Response response = get("/api/sd", Map.of(), Map.of("host", "127.0.0.1:9090"));
    assertThat(response.contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(Bodies.text(response))
        .isEqualTo(
            "[{\"targets\":[\"127.0.0.1:9090\"],\"labels\":{\"__scheme__\":\"http\","
                + "\"pid\":\"4711\",\"main_class\":\"com.acme.Main\"}}"
                + others);
    assertThat(Bodies.text(get("/api/sd", Map.of(), Map.of())))
        .startsWith("[{\"targets\":[\"localhost:9090\"]")
        .endsWith(others);
    assertThat(get("/api/sd", Map.of("x", List.of("y")), Map.of()).status()).isEqualTo(400);
  }

  @Test
  void whatIsBoundToLoopbackIsNoTargetOfAnEngineElsewhere() {
    assertThat(Bodies.text(get("/api/sd", Map.of(), Map.of("host", "bench-7:9090"))))
        .contains("bench-7:9090")
        .doesNotContain("localhost");
  }
}
