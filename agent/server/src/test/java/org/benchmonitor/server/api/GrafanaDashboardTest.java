package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard asks for nothing that is not there. */
class GrafanaDashboardTest {
  private static final Pattern METRIC = Pattern.compile("bench_[a-z_]+");
  private static final Pattern SELECTED = Pattern.compile("([a-z_]+)(?:=~|!=|=)\"");
  private static final Pattern GROUPED = Pattern.compile("by \\(([a-z_, ]+)\\)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");

  /** What the engine adds to each series. */
  private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

  private final Router router = new Router(request -> Response.empty(404));

  @BeforeEach
  void serve() {
    RetainedRuns runs = Snapshots.liveRuns();
    runs.onSnapshot(Snapshots.running());
    Lifetime lifetime =
        new Lifetime(
            Snapshots.START,
            Snapshots.figures(0, Snapshots.operation("read", 1, 1_000_000)),
            List.of(new Lifetime.ErrorCount("read", "java.io.IOException", 1)));
    new ApiRoutes(
            new ApiContext(
                runs,
                new ServingJvm(
                    () -> ServerState.NONE,
                    () -> lifetime,
                    host -> new OtherJvm(1, "", ""),
                    List::of,
                    Contexts.log(),
                    (action, by) -> RunControl.Answer.DONE,
                    RunNotes.CLOSED,
                    new NoAttachment())))
        .addTo(router);
  }

  private String get(String path) {
    Response response =
        router.handle(new Request("GET", path, Map.of(), Map.of(), Request.Body.NONE));
    assertThat(response.status()).isEqualTo(200);
    return Bodies.text(response);
  }

  private JsonNode dashboard() {
    return JsonMapper.builder().build().readTree(get("/grafana.json"));
  }

  private static List<String> values(JsonNode node, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode one : node.findValues(field)) {
      if (one.isString()) {
        values.add(one.asString());
      }
    }
    return values;
  }

  private static Set<String> found(Pattern pattern, List<String> texts) {
    Set<String> found = new TreeSet<>();
    for (String text : texts) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        for (String one : matcher.group(matcher.groupCount() == 0 ? 0 : 1).split(", ", -1)) {
          found.add(one);
        }
      }
    }
    return found;
  }

  @Test
  void everyMetricAndLabelThatItAsksForIsThere() {
    JsonNode dashboard = dashboard();
    List<String> asked = new ArrayList<>(values(dashboard, "expr"));
    asked.addAll(values(dashboard, "definition"));
    assertThat(asked).hasSizeGreaterThan(15);
    List<String> lines = get("/metrics").lines().filter(line -> !line.startsWith("#")).toList();
    Set<String> metrics = found(METRIC, lines);
    assertThat(found(METRIC, asked)).hasSizeGreaterThan(12).isSubsetOf(metrics);
    Set<String> labels = found(SELECTED, lines);
    labels.addAll(OF_THE_TARGET);
    Set<String> used = found(SELECTED, asked);
    used.addAll(found(GROUPED, asked));
    used.addAll(found(LEGEND, values(dashboard, "legendFormat")));
    used.addAll(found(LEGEND, values(dashboard, "titleFormat")));
    used.addAll(found(LEGEND, values(dashboard, "textFormat")));
    assertThat(used).hasSizeGreaterThan(6).isSubsetOf(labels);
  }

  @Test
  void itsVariablesAreTheSourceTheJobTheInstanceAndTheOperation() {
    JsonNode dashboard = dashboard();
    assertThat(values(dashboard.get("templating"), "name"))
        .containsExactly("datasource", "job", "instance", "operation");
    assertThat(values(dashboard.get("panels"), "uid")).containsOnly("${datasource}");
    List<Integer> ids =
        dashboard.get("panels").findValues("id").stream().map(JsonNode::asInt).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(8);
    assertThat(dashboard.get("annotations").findValues("expr")).hasSize(1);
  }
}
