package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How long each GET takes while the host keeps every core busy.
 *
 * <p>Measured by a client in another process, which competes for the same cores. Intervals of 100
 * ms and a window of half a minute give the timeline as much to merge as its default window has
 * after five: 300 intervals in 60 points. An answer that is made in pieces, with rests, takes as
 * long as it is large; what counts of it is the first byte, and its pieces are measured by {@link
 * ExportPieces}.
 */
final class GetLatency implements Measurement {
  private static final double MOST_MILLIS = 10;
  private static final String TIMELINE = "/api/metrics/timeline";
  private static final long WINDOW_MILLIS = 31_000;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of(HostOperations.patterns()));
    options.add("metrics_interval=100ms");
    int cores = Runtime.getRuntime().availableProcessors();
    List<Row> rows = new ArrayList<>();
    try (HostJvm host =
        HostJvm.start(
            setting.agent(options.toArray(String[]::new)),
            Setting.host(LoadHost.class, 100, 50, cores, 280))) {
      MonitorApi api = host.awaitApi();
      List<String> paths =
          api.endpoints().stream()
              .map(path -> path.equals(TIMELINE) ? path + "?window=30&interval=0.5" : path)
              .toList();
      Thread.sleep(WINDOW_MILLIS);
      Samples cold = new Samples();
      for (String path : paths) {
        cold.add(wholeMillis(api.base(), path));
        warmUp(api.base(), path);
      }
      int requests = setting.times(300, 50);
      for (String path : paths) {
        rows.add(row(path + ", new connection", fresh(api.base(), path, requests)));
        rows.add(row(path + ", kept connection", kept(api.base(), path, requests)));
      }
      rows.add(Row.of("get-latency, the very first of each", cold, "ms"));
    }
    return rows;
  }

  private static Row row(String what, Samples millis) {
    return Row.p99("get-latency " + what, millis).atMost(MOST_MILLIS);
  }

  private static void warmUp(URI base, String path) throws IOException {
    for (int i = 0; i < 20; i++) {
      millis(base, path);
    }
  }

  private static Samples fresh(URI base, String path, int requests) throws IOException {
    Samples samples = new Samples();
    for (int i = 0; i < requests; i++) {
      samples.add(millis(base, path));
    }
    return samples;
  }

  private static double wholeMillis(URI base, String path) throws IOException {
    long start = System.nanoTime();
    try (RawClient client = new RawClient(base)) {
      client.get(path);
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /** From before the connection to the last byte, or to the first where there are pieces. */
  private static double millis(URI base, String path) throws IOException {
    long start = System.nanoTime();
    try (RawClient client = new RawClient(base)) {
      long connected = System.nanoTime();
      RawClient.Answer answer = client.get(path);
      long end = answer.inPieces() ? connected + answer.firstNanos() : System.nanoTime();
      return (end - start) / 1e6;
    }
  }

  private static Samples kept(URI base, String path, int requests) throws IOException {
    Samples samples = new Samples();
    RawClient client = new RawClient(base);
    try {
      for (int i = 0; i < requests; i++) {
        long start = System.nanoTime();
        RawClient.Answer answer = client.get(path);
        long whole = System.nanoTime() - start;
        samples.add((answer.inPieces() ? answer.firstNanos() : whole) / 1e6);
        if (!answer.keeps()) {
          client.close();
          client = new RawClient(base);
        }
      }
    } finally {
      client.close();
    }
    return samples;
  }
}
