package org.benchmonitor.tool.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.tool.serve.TestApi.json;
import static org.benchmonitor.tool.serve.TestApi.recorded;
import static org.benchmonitor.tool.serve.TestApi.router;
import static org.benchmonitor.tool.serve.TestApi.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Comparisons and trends where recorded runs are served. */
class ComparedRecordsTest {
  private static final int SECONDS = 40;
  private static final Instant START = Snapshots.START;

  @TempDir Path directory;

  /** A run of so many milliseconds, the number of hours after the others' start. */
  private Path write(String id, long pid, String scenario, String version, int hour, double millis)
      throws IOException {
    long[] nanos = new long[400];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.round(millis * 1e6 * (1 + i / 400.0));
    }
    OperationFigures read = Snapshots.operation("read", 1, nanos);
    return Files.write(
        directory.resolve(id + Records.ENDING),
        TestRecords.steady(
            TestRecords.header(pid, "", scenario, Map.of("version", version)),
            START.plusSeconds(3600L * hour),
            SECONDS,
            read));
  }

  private Router served(Path opened) throws IOException {
    return recorded(
        OpenedRuns.of(new Records(directory, (pid, started, written) -> false), opened));
  }

  /** Base runs and new ones in turns, an hour and more between them. */
  private Router inTurns(double factor) throws IOException {
    Path first = null;
    for (int i = 0; i < 3; i++) {
      Path base = write("base-" + i, 11 + i, "checkout", "1", 4 * i, 5 + 0.01 * i);
      write("new-" + i, 21 + i, "checkout", "2", 4 * i + 2, factor * (5 + 0.01 * i));
      first = first == null ? base : first;
    }
    return served(first == null ? directory : first);
  }

  private static List<String> texts(JsonNode array, String field) {
    return array.valueStream().map(one -> one.get(field).asString()).toList();
  }

  @Test
  void newRunsAreHeldAgainstABase() throws IOException {
    Router router = inTurns(1.5);
    JsonNode worse =
        json(router, "/api/comparison?base=base-0,base-1,base-2&new=new-0,new-1,new-2");
    assertThat(worse.get("verdict").asString()).isEqualTo("worse");
    assertThat(texts(worse.get("metrics"), "metric"))
        .containsExactly("throughput", "errors", "p50", "p90", "p99", "p99.9");
    JsonNode p99 = worse.get("metrics").get(4);
    assertThat(p99.get("verdict").asString()).isEqualTo("worse");
    assertThat(p99.get("change").asDouble()).isBetween(0.45, 0.55);
    assertThat(
            json(
                    router,
                    "/api/comparison?base=base-0,base-1,base-2&new=new-0,new-1,new-2&gate=errors")
                .get("verdict")
                .asString())
        .isEqualTo("same");
  }

  @Test
  void theHistoryOfTheBasesVersionHelpsUnlessItIsNotWanted() throws IOException {
    Router router = inTurns(1.5);
    JsonNode helped = json(router, "/api/comparison?base=base-0&new=new-0");
    assertThat(helped.get("history").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("base-1", "base-2");
    JsonNode alone = json(router, "/api/comparison?base=base-0&new=new-0&history=false");
    assertThat(alone.get("history")).isEmpty();
    assertThat(texts(alone.get("remarks"), "kind")).contains("one_run_a_side");
  }

  @Test
  void runsThatAreNotAlikeAreComparedOnlyWhenItIsForced() throws IOException {
    Router router = served(write("a", 1, "checkout", "1", 0, 5));
    write("b", 2, "scan", "1", 2, 5);
    Response refused = send(router, "GET", "/api/comparison?base=a&new=b");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(Bodies.text(refused)).contains("not_alike", "scenario: checkout in a; scan in b");
    JsonNode forced = json(router, "/api/comparison?base=a&new=b&force=true");
    assertThat(texts(forced.get("remarks"), "kind")).contains("not_alike");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base=a                      | 400 | new is missing",
        "new=a                       | 400 | base is missing",
        "base=a&new=                 | 400 | new is missing",
        "base=a&new=none             | 404 | new is 'none', which is no record",
        "base=a&new=..%2Fa           | 404 | which is no record",
        "base=a&new=a                | 400 | the run a is there twice",
        "base=a&new=b&change=0       | 400 | change is '0', allowed is 0.1% to 100%",
        "base=a&new=b&change=much    | 400 | change is 'much'",
        "base=a&new=b&gate=p42       | 400 | gate is 'p42', allowed are throughput, errors, p50",
        "base=a&new=b&force=perhaps  | 400 | force is 'perhaps', allowed are true, false",
        "base=a&new=b&history=no     | 400 | history is 'no'",
        "base=a&new=b&colour=red     | 400 | colour",
      })
  void whatIsWrongIsNamed(String query, int status, String said) throws IOException {
    Router router = served(write("a", 1, "checkout", "1", 0, 5));
    write("b", 2, "checkout", "1", 2, 5);
    Response refused = send(router, "GET", "/api/comparison?" + query);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(Bodies.text(refused)).contains(said);
  }

  @Test
  void atMostTwentyRunsAreOnASide() throws IOException {
    Router router = served(write("a", 1, "checkout", "1", 0, 5));
    String many = String.join(",", Collections.nCopies(21, "a"));
    Response refused = send(router, "GET", "/api/comparison?base=" + many + "&new=a");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(Bodies.text(refused)).contains("base has more than 20 runs");
  }

  @Test
  void aTrendHasTheLastRunsOfTheScenario() throws IOException {
    Router router = inTurns(2);
    write("other", 99, "scan", "1", 30, 5);
    JsonNode trend = json(router, "/api/trend?record=base-1&op=read&metric=p50");
    assertThat(texts(trend.get("runs"), "id"))
        .containsExactly("base-0", "new-0", "base-1", "new-1", "base-2", "new-2");
    assertThat(texts(trend.get("runs"), "version")).containsExactly("1", "2", "1", "2", "1", "2");
    assertThat(trend.get("unit").asString()).isEqualTo("ms");
    assertThat(trend.get("runs").get(0).get("value").asDouble()).isBetween(7.4, 7.6);
    assertThat(trend.get("runs").get(1).get("value").asDouble()).isBetween(14.8, 15.2);
    assertThat(trend.get("runs").valueStream()).allMatch(one -> one.get("not_alike").isEmpty());
    JsonNode last = json(router, "/api/trend?record=base-1&op=read&limit=2");
    assertThat(last.get("metric").asString()).isEqualTo("p99");
    assertThat(texts(last.get("runs"), "id")).containsExactly("base-2", "new-2");
  }

  @Test
  void whatCannotBeReadIsInNoTrendAndAFileThatChangesIsReadAgain() throws IOException {
    Router router = inTurns(2);
    Files.writeString(directory.resolve("broken.bmr"), "no record");
    String path = "/api/trend?record=base-0&op=read&metric=p50";
    assertThat(json(router, path).get("runs")).hasSize(6);
    write("new-2", 23, "checkout", "2", 10, 20);
    JsonNode runs = json(router, path).get("runs");
    assertThat(runs.get(5).get("id").asString()).isEqualTo("new-2");
    assertThat(runs.get(5).get("value").asDouble()).isBetween(29.0, 31.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "op=read                          | 400 | record is missing",
        "record=a                         | 400 | op is missing",
        "record=none&op=read              | 404 | record is 'none', which is no record",
        "record=a&op=write                | 404 | op is 'write', known are [read]",
        "record=a&op=read&metric=p42      | 400 | metric is 'p42', allowed are throughput",
        "record=a&op=read&limit=1         | 400 | limit is '1', allowed are 2 to 100",
      })
  void aTrendNamesWhatIsWrong(String query, int status, String said) throws IOException {
    Router router = served(write("a", 1, "checkout", "1", 0, 5));
    Response refused = send(router, "GET", "/api/trend?" + query);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(Bodies.text(refused)).contains(said);
  }

  @Test
  void aRunAloneHasNobodyBesideIt() throws IOException {
    Path file = write("a", 1, "checkout", "1", 0, 5);
    Records records = new Records(directory, (pid, started, written) -> false);
    Router router = recorded(OpenedRuns.alone(records.entry(file), records.read(file)));
    write("b", 2, "checkout", "1", 2, 5);
    assertThat(json(router, "/api/trend?record=a&op=read").get("runs")).hasSize(1);
    assertThat(send(router, "GET", "/api/comparison?base=a&new=b").status()).isEqualTo(404);
  }

  @Test
  void aHostComparesNoRuns() {
    assertThat(router(new ApiContext(Snapshots.liveRuns(), Contexts.jvm())).routes())
        .noneMatch(route -> route.path().matches("/api/(comparison|trend)"));
  }
}
