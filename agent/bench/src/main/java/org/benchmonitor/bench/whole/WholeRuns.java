package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what the agent costs whole programs, on the JDK that it runs on itself.
 *
 * <p>Arguments: monitor.jar, the sample runner's jar, the JSON file to write, and as options {@code
 * --only=name,...} and {@code --quick}.
 */
public final class WholeRuns {
  private static final String ONLY = "--only=";
  private static final String QUICK = "--quick";

  private WholeRuns() {}

  private static Map<String, Measurement> all() {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("whole-cpu", new WholeCpu());
    all.put("whole-threads", new RunnerThreads());
    all.put("attach", new AttachCpu());
    all.put("throughput", new Throughput());
    all.put("main-delay", new MainDelay());
    all.put("retained-memory", new RetainedMemory());
    all.put("agent-threads-cpu", new ThreadsCpu());
    all.put("record", new RecordCost());
    all.put("suggest", new SuggestCost());
    all.put("get-latency", new GetLatency());
    all.put("export-pieces", new ExportPieces());
    all.put("many-workers", new ManyWorkers());
    all.put("many-operations", new ManyOperations());
    return all;
  }

  @SuppressWarnings("SystemOut") // a command-line program
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> paths = Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
    Map<String, Measurement> chosen = chosen(arguments);
    if (paths.size() != 3 || chosen.isEmpty()) {
      System.err.println(
          "usage: WholeRuns <monitor.jar> <sample-runner.jar> <file.json> ["
              + QUICK
              + "] ["
              + ONLY
              + String.join(",", all().keySet())
              + "]");
      System.exit(2);
    }
    boolean quick = Arrays.asList(arguments).contains(QUICK);
    Setting setting = new Setting(absolute(paths.get(0)), absolute(paths.get(1)), quick);
    Results results = new Results(System.out, quick);
    boolean complete = true;
    for (Map.Entry<String, Measurement> measurement : chosen.entrySet()) {
      try {
        OtherLoad before = OtherLoad.now();
        List<Row> rows = measurement.getValue().measure(setting);
        results.add(rows, OtherLoad.now().percentSince(before));
        // After each, so that what was measured is kept when a later one is given up.
        results.write(absolute(paths.get(2)));
      } catch (IOException | RuntimeException failure) {
        System.err.println(measurement.getKey() + " could not be measured: " + failure);
        complete = false;
      }
    }
    System.exit(complete ? 0 : 1);
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  private static Map<String, Measurement> chosen(String[] arguments) {
    Map<String, Measurement> chosen = all();
    for (String word : arguments) {
      if (word.startsWith(ONLY)) {
        chosen.keySet().retainAll(List.of(word.substring(ONLY.length()).split(",")));
      }
    }
    return chosen;
  }
}
