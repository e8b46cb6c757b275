package org.benchmonitor.run.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that the runs say they hold are those of the heap. */
class HeldBytesTest {
  /** Rank, instances, bytes and name of a class; the last part is its module. */
  private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

  /** What a run is made of; everything else on the heap belongs to the tests' own machinery. */
  private static final Pattern HELD =
      Pattern.compile(
          "org\\.benchmonitor\\.run\\..*|\\[B|java\\.time\\.Instant|java\\.lang\\.Long"
              + "|java\\.util\\.ImmutableCollections.*|\\[Ljava\\.lang\\.Object;"
              + "|java\\.util\\.LinkedHashMap.*");

  /** The bytes of live objects of these classes. */
  private static long heap() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(CLASS::matcher)
        .filter(Matcher::matches)
        .filter(line -> HELD.matcher(line.group(2)).matches())
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }

  private static OperationFigures operation(String name, long seed, int calls) {
    Random random = new Random(seed);
    return Snapshots.operation(
        name,
        seed % 4 == 0 ? 2 : 0,
        LongStream.range(0, calls).map(i -> (long) Math.exp(13 + random.nextGaussian())).toArray());
  }

  private static Interval interval(long sequence, List<String> names, int calls) {
    OperationFigures[] operations =
        names.stream()
            .map(name -> operation(name, sequence * 31 + name.hashCode(), calls))
            .toArray(OperationFigures[]::new);
    return Snapshots.interval(
        sequence, RunStatus.RUNNING, ErrorCounts.of(Map.of("Timeout", 2L)), operations);
  }

  @ParameterizedTest
  @CsvSource({"4,300,0", "4,20,0", "150,20,0", "40,20,200000", "40,20,1"})
  void theEstimateIsThatOfTheHeap(int operations, int calls, long limit) throws JMException {
    List<String> names = LongStream.range(0, operations).mapToObj(i -> "operation-" + i).toList();
    interval(1, names, calls);
    int intervals = 3_000 / operations;
    RetainedRuns runs = Snapshots.liveRuns();
    if (limit > 0) {
      runs.limitTo(limit);
    }
    long before = heap();
    for (long sequence = 1; sequence <= intervals; sequence++) {
      Interval made = interval(sequence, names, calls);
      Snapshot known = Snapshots.with(made);
      runs.onSnapshot(
          new Snapshot(
              made,
              sequence == intervals ? interval(sequence, names, calls).figures() : Figures.EMPTY,
              Figures.EMPTY,
              known.workers(),
              known.errors(),
              known.run(),
              known.cost()));
      runs.shrink();
    }
    Selection all = Selection.upTo(Long.MAX_VALUE);
    runs.current().orElseThrow().range(all, null);
    runs.current()
        .orElseThrow()
        .timeline(
            runs.current().orElseThrow().select(all), Duration.ofSeconds(5), null, Resting.NEVER);
    long after = heap();
    assertThat(runs.bytes()).isCloseTo(after - before, withinPercentage(25));
    assertThat(runs.bytes()).isGreaterThan(10_000);
  }
}
