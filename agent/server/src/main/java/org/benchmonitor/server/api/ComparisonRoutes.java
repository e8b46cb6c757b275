package org.benchmonitor.server.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.benchmonitor.run.compare.Comparison;
import org.benchmonitor.run.compare.ComparisonView;
import org.benchmonitor.run.compare.Measure;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.compare.Rules;
import org.benchmonitor.run.compare.Trend;
import org.benchmonitor.run.compare.TrendView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.jspecify.annotations.Nullable;

/** Recorded runs beside each other: only where they are served, never in a host. */
final class ComparisonRoutes {
  private static final int MOST_RUNS = 20;
  private static final int MOST_OF_TREND = 100;
  private static final int USUAL_OF_TREND = 30;

  private final Comparing runs;

  ComparisonRoutes(Comparing runs) {
    this.runs = runs;
  }

  void addTo(Router router) {
    router.get(
        "/api/comparison",
        "new runs against a base; ?base=ID,... &new=ID,... &change= &gate= &force= &history=",
        request -> read(() -> compare(request)));
    router.get(
        "/api/trend",
        "a metric over the last runs of a scenario; ?record= &op= &metric= &limit=",
        request -> read(() -> trend(request)));
  }

  private interface Reading {
    Response answer() throws IOException;
  }

  private static Response read(Reading reading) {
    try {
      return reading.answer();
    } catch (IOException unreadable) {
      throw new HttpError(500, "unreadable", String.valueOf(unreadable.getMessage()), "");
    }
  }

  private Response compare(Request request) throws IOException {
    Parameters asked =
        new Parameters(request, Set.of("base", "new", "change", "gate", "force", "history"));
    Rules rules = new Rules(change(asked), gates(asked.text("gate")));
    boolean isForced = isTrue(asked, "force", false);
    boolean isWithHistory = isTrue(asked, "history", true);
    List<MeasuredRun> base = measured("base", asked.text("base"));
    List<MeasuredRun> fresh = measured("new", asked.text("new"));
    Comparison.twice(base, fresh)
        .ifPresent(
            name -> {
              throw bad("the run " + name + " is there twice, and each counts once");
            });
    List<String> unlike = Comparison.unlike(base, fresh);
    if (!unlike.isEmpty() && !isForced) {
      throw new HttpError(
          409,
          "not_alike",
          "the runs are not alike: " + String.join(". ", unlike),
          "force=true compares them nevertheless, and says so");
    }
    List<MeasuredRun> history = isWithHistory ? runs.history(base, fresh) : List.of();
    Comparison comparison = Comparison.of(base, fresh, history, rules);
    return Response.json(200, Json.bytes(ComparisonView.of(comparison, List.of())));
  }

  private Response trend(Request request) throws IOException {
    Parameters asked = new Parameters(request, Set.of("record", "op", "metric", "limit"));
    int most = asked.intBetween("limit", USUAL_OF_TREND, 2, MOST_OF_TREND);
    Measure measure = measure("metric", asked.oneOf("metric", "p99", Measure.texts()));
    MeasuredRun about = measured("record", needed("record", asked.text("record"))).get(0);
    String operation = needed("op", asked.text("op"));
    List<MeasuredRun> all = runs.ofScenario(about, most);
    if (all.stream().noneMatch(run -> run.raw().containsKey(operation))) {
      throw new HttpError(
          404,
          "no_operation",
          "op is '" + operation + "', known are " + new TreeSet<>(about.raw().keySet()),
          "GET /api/metrics");
    }
    return Response.json(200, Json.bytes(TrendView.of(Trend.of(about, all, operation, measure))));
  }

  private List<MeasuredRun> measured(String name, @Nullable String ids) throws IOException {
    String[] asked = needed(name, ids).split(",", -1);
    if (asked.length > MOST_RUNS) {
      throw bad(name + " has more than " + MOST_RUNS + " runs");
    }
    List<MeasuredRun> found = new ArrayList<>();
    for (String id : asked) {
      found.add(
          runs.measured(id)
              .orElseThrow(
                  () ->
                      new HttpError(
                          404,
                          "no_such_record",
                          name + " is '" + id + "', which is no record",
                          "GET /api/records")));
    }
    return found;
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw bad(name + " is missing");
    }
    return value;
  }

  private static boolean isTrue(Parameters asked, String name, boolean orElse) {
    return asked.oneOf(name, String.valueOf(orElse), List.of("true", "false")).equals("true");
  }

  private static double change(Parameters asked) {
    String text = asked.text("change");
    return text == null
        ? Rules.USUAL.change()
        : Rules.change(text)
            .orElseThrow(() -> bad("change is '" + text + "', allowed is " + Rules.CHANGES));
  }

  private static List<Measure> gates(@Nullable String text) {
    return text == null
        ? Measure.USUAL
        : Stream.of(text.split(",", -1)).map(one -> measure("gate", one)).toList();
  }

  private static Measure measure(String name, String text) {
    return Measure.named(text)
        .orElseThrow(() -> bad(name + " is '" + text + "', allowed are " + Measure.allowed()));
  }

  private static HttpError bad(String message) {
    return new HttpError(400, "bad_parameter", message, "GET /api lists every endpoint");
  }
}
