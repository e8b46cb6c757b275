package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a host whose cores are all busy feels of the exports of long runs.
 *
 * <p>A piece is what the thread that answers does between two rests, by its own CPU time: that is
 * what it takes away from the host at once. First bytes and whole files are timed by a client in
 * another process, which competes for the same cores, once the code is warm. The pieces of the cold
 * code count with the others.
 *
 * <p>After every ten exports the same client asks ten times for something trivial. On a host like
 * that no first byte comes sooner than this one: it is the floor.
 */
final class ExportPieces implements Measurement {
  private static final double MOST_MILLIS = 10;

  /** Until then the compiler's threads take as much of the two cores as the host. */
  private static final int WARM_UP = 40;

  private static final int BLOCK = 10;
  private static final String TRIVIAL = "/api/export/formats";
  private static final List<String> FORMATS = List.of("json", "csv", "hlog");

  /** A run with so many operations and intervals. */
  private record Length(int operations, int intervals) {
    @Override
    public String toString() {
      return operations + " operations, " + intervals + " intervals";
    }
  }

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows(new Length(4, 3_600), setting.times(300, 100)));
    rows.addAll(rows(new Length(300, 1_200), setting.times(100, 30)));
    return rows;
  }

  private static List<Row> rows(Length length, int requests)
      throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    try (HostJvm host =
        HostJvm.start(
            List.of("-Xmx1g"),
            Setting.host(ExportPiecesHost.class, length.operations(), length.intervals()))) {
      MonitorApi api = host.awaitApi();
      for (String format : FORMATS) {
        rows.addAll(rows(api, format, length, requests));
      }
      Files.createFile(host.file(ExportPiecesHost.DONE));
      long[] pieces = host.awaitFigures();
      rows.add(
          new Row(
                  "export-pieces, one piece, " + length,
                  pieces[1] / 1e6,
                  "ms p99",
                  pieces[0] / 1e6,
                  pieces[2] / 1e6,
                  OptionalDouble.empty(),
                  (int) pieces[3],
                  "by thread CPU; low and high are the median and the maximum")
              .atMost(MOST_MILLIS));
    }
    rows.forEach(row -> Setting.progress(row.toString()));
    return rows;
  }

  private static List<Row> rows(MonitorApi api, String format, Length length, int requests)
      throws IOException {
    String path = "/api/export?format=" + format;
    Samples first = new Samples();
    Samples whole = new Samples();
    Samples floor = new Samples();
    long bytes = 0;
    for (int i = 0; i < WARM_UP; i++) {
      bytes = get(api, path, new Samples(), new Samples());
    }
    while (first.size() < requests) {
      for (int i = 0; i < BLOCK; i++) {
        get(api, path, first, whole);
      }
      for (int i = 0; i < BLOCK; i++) {
        get(api, TRIVIAL, floor, new Samples());
      }
    }
    String name = "export-pieces " + format + ", ";
    return List.of(
        Row.p99(name + "first byte, " + length, first).atMost(MOST_MILLIS),
        Row.p99(name + "first byte of " + TRIVIAL + " beside it, " + length, floor),
        Row.of(name + "whole, " + length, whole, "ms")
            .noted(String.format("%.1f MB", bytes / 1e6)));
  }

  /** Asks over a connection of its own, and returns how many bytes the answer had. */
  private static long get(MonitorApi api, String path, Samples first, Samples whole)
      throws IOException {
    try (RawClient client = new RawClient(api.base())) {
      long start = System.nanoTime();
      RawClient.Answer answer = client.get(path);
      whole.add((System.nanoTime() - start) / 1e6);
      first.add(answer.firstNanos() / 1e6);
      return answer.bodyBytes();
    }
  }
}
