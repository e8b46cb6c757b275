package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.List;

/**
 * What stays on the heap after a collection with 1,000 workers, 4 operations and an hour of
 * intervals of a second, some 2,000 operations in each.
 *
 * <p>Counted are cells, workers, sampler, errors, the latest snapshot and the timeline; not counted
 * are code, class metadata, the server and what it answers with.
 */
final class RetainedMemory implements Measurement {
  private static final double MOST_MEGABYTES = 15;
  private static final int WORKERS = 1000;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    return List.of(
        row(setting, "retained-memory", 2, 0, setting.times(3, 1)).atMost(MOST_MEGABYTES),
        row(setting, "retained-memory, digits=3", 3, 0, 1),
        row(setting, "retained-memory, 512 leases (64 cores)", 2, 512, 1));
  }

  private static Row row(Setting setting, String name, int digits, int leases, int times)
      throws IOException, InterruptedException {
    Samples samples = new Samples();
    String parts = "";
    int intervals = setting.times(3600, 600);
    for (int i = 0; i < times; i++) {
      try (HostJvm host =
          HostJvm.start(
              List.of("-Xmx512m", "-XX:+UseSerialGC"),
              Setting.host(RetainedMemoryHost.class, WORKERS, intervals, digits, leases))) {
        long[] figures = host.awaitFigures();
        if (figures[4] != 0) {
          throw new IOException("operations not counted: " + figures[4]);
        }
        samples.add(figures[0] / 1e6);
        parts =
            String.format(
                "%d intervals; cells %.1f MB, timeline %.1f MB by the agent's own count",
                figures[3], figures[1] / 1e6, figures[2] / 1e6);
      }
    }
    Setting.progress(name + ": " + parts);
    return Row.of(name, samples, "MB").noted(parts);
  }
}
