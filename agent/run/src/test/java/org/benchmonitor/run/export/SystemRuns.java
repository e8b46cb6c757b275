package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;

/** Runs in which the JVM collects and stalls, the same each time. */
final class SystemRuns {
  private static final OperationFigures READ = Snapshots.operation("read", 2, 15_300, 20_000);

  private SystemRuns() {}

  /**
   * Intervals of different lengths and statuses with up to 50 collections each, of which only 20
   * have a mark, and a stall in every third. The CPU of the first two is not known.
   */
  static List<Interval> of(int intervals) {
    Random random = new Random(11);
    List<Interval> run = new ArrayList<>();
    Instant at = Snapshots.START;
    long collections = 0;
    for (int i = 1; i <= intervals; i++) {
      Instant end = at.plusMillis(i % 100 == 0 ? 300 : 1_000);
      int fresh = random.nextInt(51);
      collections += fresh;
      run.add(interval(i, at, end, fresh, collections, random));
      at = end;
    }
    return run;
  }

  private static Interval interval(
      int number, Instant start, Instant end, int fresh, long collections, Random random) {
    long stall = number % 3 == 0 ? 10_000_000L + random.nextInt(80_000_000) : 0;
    boolean known = number > 2;
    SystemUse use =
        new SystemUse(
            known ? random.nextInt(10_000) / 100.0 : -1,
            known ? random.nextInt(10_000) / 100.0 : -1,
            0.1,
            1_000_000L + random.nextInt(1_000_000),
            fresh,
            3L * fresh,
            stall > 0 ? 1 : 0,
            stall,
            stall);
    RunStatus status =
        number <= 20
            ? RunStatus.WARMUP
            : number % 500 == 499 ? RunStatus.PAUSED : RunStatus.RUNNING;
    long length = status == RunStatus.PAUSED ? 0 : end.toEpochMilli() - start.toEpochMilli();
    return new Interval(
        number,
        start,
        end,
        status,
        status.isWarmup(),
        Snapshots.figures(length * 1_000_000, READ),
        ErrorCounts.of(Map.of("Timeout", 2L)),
        random.nextInt(100),
        random.nextInt(100),
        system(use, collections),
        marks(start, fresh, stall));
  }

  private static SystemFigures system(SystemUse use, long collections) {
    return new SystemFigures(
        use,
        2,
        use.heapUsedBytes(),
        4_000_000,
        8_000_000,
        List.of(
            new SystemFigures.Collector("Pauses", collections, 3 * collections),
            new SystemFigures.Collector("Cycles", 7, 7_000)),
        10,
        5,
        12,
        4_200,
        1,
        use.stallNanos(),
        use.stallNanos(),
        1_000);
  }

  private static List<Mark> marks(Instant start, int collections, long stallNanos) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < Math.min(20, collections); i++) {
      marks.add(new Mark(start.plusMillis(i), Mark.Kind.GC, 3_000_000L, "pause"));
    }
    if (stallNanos > 0) {
      marks.add(new Mark(start.plusMillis(30), Mark.Kind.STALL, stallNanos, "stood still"));
    }
    return marks;
  }

  /** The rows of whole intervals, those without an operation, by the names of their columns. */
  static List<Map<String, String>> rowsOfAll(String csv) {
    List<String> lines = csv.lines().toList();
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], fields[i]);
      }
      if (row.get("operation").isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
