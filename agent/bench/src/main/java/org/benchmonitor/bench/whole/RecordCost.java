package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the record of a run takes at intervals of a second with 20 operations: the CPU time of the
 * thread that writes it, what the agent's threads take more than without it, and its bytes.
 */
final class RecordCost implements Measurement {
  private static final double MOST_PERCENT = 0.1;
  private static final int OPERATIONS = 20;
  private static final String RUNS = "runs";

  /** Linux cuts names to 15 characters. Without a page, the other thread of followers sleeps. */
  private static final String WRITER = "monitor-followe";

  /** The CPU time of a window in percent of a core, and the bytes of each tick. */
  private record Use(Samples writer, Samples all, Samples bytes) {}

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("record: only on Linux");
      return List.of();
    }
    Use without = use(setting, false);
    Use with = use(setting, true);
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of("record, " + OPERATIONS + " operations: its thread", with.writer, "% core")
            .atMost(MOST_PERCENT));
    rows.add(
        Row.single(
            "record, " + OPERATIONS + " operations: all threads of the agent more",
            with.all.median() - without.all.median(),
            "% core"));
    rows.add(Row.of("record, " + OPERATIONS + " operations: a tick", with.bytes, "bytes"));
    rows.forEach(row -> Setting.progress(row.toString()));
    return rows;
  }

  private static Use use(Setting setting, boolean recorded)
      throws IOException, InterruptedException {
    List<String> options = ManyOperationsHost.patterns();
    options.add("record=" + recorded);
    options.add("record_dir=" + RUNS);
    int windows = setting.times(8, 3);
    int millis = setting.times(10_000, 5_000);
    int seconds = 20 + windows * millis / 1000;
    Use use = new Use(new Samples(), new Samples(), new Samples());
    try (HostJvm host =
        HostJvm.start(
            setting.agent(options.toArray(String[]::new)),
            Setting.host(ManyOperationsHost.class, OPERATIONS, seconds))) {
      host.awaitApi();
      Thread.sleep(setting.times(10_000, 5_000));
      for (int i = 0; i < windows; i++) {
        ProcThreads before = ProcThreads.of(host.pid());
        long bytes = bytes(host.file(RUNS));
        long start = System.nanoTime();
        Thread.sleep(millis);
        double length = System.nanoTime() - start;
        Map<String, ProcThreads.Used> used = ProcThreads.of(host.pid()).since(before);
        ProcThreads.Used writer = used.get(WRITER);
        use.writer.add(writer == null ? 0 : 100 * writer.nanos() / length);
        use.all.add(
            100
                * used.values().stream()
                    .filter(one -> ProcThreads.isAgent(one.name()))
                    .mapToDouble(ProcThreads.Used::nanos)
                    .sum()
                / length);
        use.bytes.add((bytes(host.file(RUNS)) - bytes) / (length / 1e9));
      }
    }
    return use;
  }

  private static long bytes(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
