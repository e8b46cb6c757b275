package org.benchmonitor.run.frame;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;

/**
 * Snapshots of a run in which everything may happen: a warm-up whose errors are forgotten, pauses,
 * skipped ticks, workers that come, go and come again, types of errors of one simple name.
 */
final class RandomRun {
  private static final Merging MERGING = new Merging(2);

  private final SplittableRandom random;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<Figures> counted = new ArrayList<>();
  private final List<Figures> warmup = new ArrayList<>();
  private final List<RunState.Phase> phases = new ArrayList<>();
  private final Map<String, Long> errors = new LinkedHashMap<>();
  private final List<ErrorEvent> recent = new ArrayList<>();
  private long sequence;

  private RandomRun(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<Snapshot> of(long seed) {
    RandomRun run = new RandomRun(seed);
    int ticks = run.random.nextInt(2, 40);
    int warmupTicks = run.random.nextInt(0, 3);
    for (int tick = 0; tick < ticks; tick++) {
      run.tick(tick < warmupTicks, tick == warmupTicks && tick > 0, tick == ticks - 1);
    }
    return run.snapshots;
  }

  private void tick(boolean isWarmup, boolean isFirstCounted, boolean isLast) {
    sequence += random.nextInt(6) == 0 ? 2 : 1;
    if (isFirstCounted) {
      errors.clear();
      recent.clear();
    }
    Interval interval = interval(isWarmup);
    (interval.warmup() ? warmup : counted).add(interval.figures());
    snapshots.add(
        new Snapshot(
            interval,
            MERGING.mergeFigures(counted, null),
            MERGING.mergeFigures(warmup, null),
            workers(),
            errors(interval.end()),
            state(interval, isLast),
            Snapshots.completed().cost()));
  }

  private Interval interval(boolean isWarmup) {
    List<OperationFigures> operations = new ArrayList<>();
    for (int name = 0; name < random.nextInt(0, 4); name++) {
      long[] nanos = random.longs(random.nextInt(0, 50), 1, 1L << random.nextInt(1, 41)).toArray();
      OperationFigures raw = Snapshots.operation("operation " + name, random.nextInt(0, 3), nanos);
      operations.add(
          name == 0
              ? Snapshots.corrected(
                  sequence < 10 ? "expected_interval=1ms" : "expected_interval=5ms", raw)
              : raw);
    }
    RunStatus status =
        isWarmup ? RunStatus.WARMUP : random.nextInt(5) == 0 ? RunStatus.PAUSED : RunStatus.RUNNING;
    Interval plain =
        Snapshots.interval(
            sequence,
            status,
            ErrorCounts.of(Map.of("a.Refused", random.nextLong(3))),
            operations.toArray(OperationFigures[]::new));
    List<Mark> marks =
        random.nextInt(3) == 0
            ? List.of(
                new Mark(plain.end(), Mark.Kind.GC, random.nextLong(1L << 40), "pause"),
                new Mark(Snapshots.START, Mark.Kind.NOTE, null, "caf\u00e9 <b>"))
            : List.of();
    return Snapshots.with(plain, random.nextDouble(), random.nextLong(100), marks);
  }

  private Workers workers() {
    List<WorkerFigures> listed = new ArrayList<>();
    for (long number = 1; number <= (random.nextInt(8) == 0 ? 70 : 8); number++) {
      if (random.nextInt(4) > 0) {
        listed.add(
            new WorkerFigures(
                number,
                "thread " + number % 5,
                40 + number,
                random.nextBoolean() ? WorkerFigures.State.ACTIVE : WorkerFigures.State.IDLE,
                sequence * number,
                random.nextLong(2),
                random.nextDouble(),
                random.nextBoolean() ? "operation 0" : null,
                random.nextLong(1L << 40),
                random.nextBoolean() ? "a.Refused" : null));
      }
    }
    return new Workers(listed.size(), listed.size(), 0, 0, 0, 0, random.nextLong(1L << 40), listed);
  }

  private Errors errors(Instant now) {
    List<ErrorEvent> fresh = new ArrayList<>();
    for (String type : List.of("a.Refused", "b.Refused", "c.Timeout")) {
      if (random.nextInt(3) == 0) {
        errors.merge(type, random.nextLong(1, 4), Long::sum);
        ErrorEvent event = new ErrorEvent(now, type, null, "operation 0", "worker-001", "t");
        fresh.add(event);
        recent.add(0, event);
      }
    }
    List<Errors.Type> byType = new ArrayList<>();
    Map<String, String> simple = new LinkedHashMap<>();
    long total = 0;
    for (Map.Entry<String, Long> one : errors.entrySet()) {
      total += one.getValue();
      simple.put(one.getKey(), one.getKey().substring(2));
      byType.add(
          new Errors.Type(
              one.getKey(),
              one.getValue(),
              random.nextInt(3) == 0 ? "message" : null,
              Snapshots.START,
              now,
              Map.of("operation 0", one.getValue())));
    }
    byType.sort(null);
    List<ErrorEvent> all = List.copyOf(recent);
    return new Errors(
        total, byType, all, fresh, Math.max(0, total - all.size()), ErrorNames.of(simple));
  }

  private RunState state(Interval interval, boolean isLast) {
    RunStatus status = isLast ? RunStatus.COMPLETED : interval.status();
    if (phases.isEmpty() || phases.get(phases.size() - 1).status() != status) {
      phases.add(new RunState.Phase(status, interval.start()));
    }
    return new RunState(
        "bench-20260118-153045",
        status,
        Snapshots.START,
        isLast ? interval.end() : null,
        Duration.ofSeconds(sequence),
        Duration.ofMillis(sequence),
        isLast ? "the program returned" : null,
        false,
        List.copyOf(phases));
  }
}
