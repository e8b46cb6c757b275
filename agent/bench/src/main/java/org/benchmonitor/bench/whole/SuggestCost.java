package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a search for operations costs a busy host: while stacks are looked at, how long the JVM
 * stood still and what the thread took that looks; and all that the whole search took, with its
 * trial and the compilations after it, more than as much time before.
 */
final class SuggestCost implements Measurement {
  private static final double MOST_PERCENT = 1;
  private static final int WORKERS = 20;
  private static final int WAIT_MILLIS = 2;
  private static final int SECONDS = 60;
  private static final int BEFORE_MILLIS = 8_000;
  private static final int WINDOW_MILLIS = 8_000;
  private static final int POLL_MILLIS = 50;
  private static final String TOKEN = "the-token-of-the-benchmark";
  private static final String THREAD = "monitor-suggest";
  private static final Pattern STOP =
      Pattern.compile("Safepoint \"([A-Za-z0-9]+)\".* Total: +(\\d+) ns");

  /** Of one search: shares of the time in percent, times in milliseconds. */
  private record Search(
      double stops, double thread, double said, double longestStop, double more, double trial) {}

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("suggest: only on Linux");
      return List.of();
    }
    Samples thread = new Samples();
    Samples stops = new Samples();
    Samples said = new Samples();
    Samples longest = new Samples();
    Samples more = new Samples();
    Samples trial = new Samples();
    for (int i = 0; i < setting.times(9, 3); i++) {
      Search one = search(setting);
      thread.add(one.thread);
      stops.add(one.stops);
      said.add(one.said);
      longest.add(one.longestStop);
      more.add(one.more);
      trial.add(one.trial);
      Setting.progress("suggest: " + one);
    }
    return List.of(
        Row.of("suggest: stops of all threads for stacks, of the 5 s", stops, "%")
            .atMost(MOST_PERCENT),
        Row.of("suggest: the thread that looks, with what it loads", thread, "% core"),
        Row.of("suggest: cost_percent as the API says it", said, "%"),
        Row.of("suggest: longest stop for stacks", longest, "ms"),
        Row.of("suggest: all stops for the trial", trial, "ms"),
        Row.of("suggest: CPU of 8 s with a search, more than of 8 s before", more, "ms"));
  }

  private static Search search(Setting setting) throws IOException, InterruptedException {
    List<String> options =
        List.of("-Xlog:safepoint=info:file=stops:uptimenanos", "-Xmn256m", agent(setting));
    try (HostJvm host =
        HostJvm.start(options, Setting.host(LoadHost.class, WORKERS, WAIT_MILLIS, 0, SECONDS))) {
      MonitorApi api = host.awaitApi();
      Thread.sleep(BEFORE_MILLIS);
      long start = ProcThreads.nanosOfAll(host.pid());
      Thread.sleep(WINDOW_MILLIS);
      long middle = ProcThreads.nanosOfAll(host.pid());
      int linesBefore = Files.readAllLines(host.file("stops")).size();
      long begun = System.nanoTime();
      api.post("/api/suggest", TOKEN);
      long thread = 0;
      JsonNode document = api.get("/api/suggest");
      double lookingNanos = 0;
      while (isBusy(document)) {
        if (document.get("state").asString().equals("sampling")) {
          lookingNanos = System.nanoTime() - begun;
          thread = Math.max(thread, nanosOf(host.pid()));
        }
        Thread.sleep(POLL_MILLIS);
        document = api.get("/api/suggest");
      }
      long passed = (System.nanoTime() - begun) / 1_000_000;
      Thread.sleep(Math.max(0, WINDOW_MILLIS - passed));
      double windows = (System.nanoTime() - begun) / 1e6 / WINDOW_MILLIS;
      long end = ProcThreads.nanosOfAll(host.pid());
      List<Double> stops = stops(host, linesBefore, "ThreadDump");
      List<Double> trial = stops(host, linesBefore, "RedefineClasses");
      return new Search(
          100e6 * sum(stops) / lookingNanos,
          100 * thread / lookingNanos,
          document.get("cost_percent").asDouble(),
          stops.stream().mapToDouble(Double::doubleValue).max().orElse(0),
          (end - middle - windows * (middle - start)) / 1e6,
          sum(trial));
    }
  }

  private static String agent(Setting setting) {
    return setting.agent("token=" + TOKEN, "record=false").get(0);
  }

  private static boolean isBusy(JsonNode document) {
    String state = document.get("state").asString();
    return state.equals("sampling") || state.equals("trying");
  }

  private static long nanosOf(long pid) throws IOException {
    Map<String, Long> nanos = ProcThreads.of(pid).nanosOf(THREAD);
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How long each stop of a kind took since a line of the JVM's log, in milliseconds. */
  private static List<Double> stops(HostJvm host, int from, String kind) throws IOException {
    return Files.readAllLines(host.file("stops")).stream()
        .skip(from)
        .map(STOP::matcher)
        .filter(stop -> stop.find() && stop.group(1).equals(kind))
        .map(stop -> Long.parseLong(stop.group(2)) / 1e6)
        .toList();
  }

  private static double sum(List<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).sum();
  }
}
