package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.PackedCounts;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.jspecify.annotations.Nullable;

/**
 * Methods whose calls are counted for a while, beside the run and in none of its figures; {@link
 * Instrumenter#beginTrial} makes it.
 *
 * <p>They are counted by the same probe into a recording of their own, so that what a future or an
 * exception does to a call is seen as it would be with an {@code op=}.
 */
public final class MethodTrial {
  private static final String KEY = "op=";
  private static final int DIGITS = 2;

  /** Beyond it threads share cells. */
  private static final long MOST_BYTES = 8 << 20;

  private final Recording recording = Recording.forTrial(DIGITS);
  private final List<Matches> matches = new ArrayList<>();
  private long startNanos;
  private long endNanos;

  /**
   * What one pattern has done.
   *
   * @param refusal why it was not tried; null if it was
   * @param calls completed
   * @param totalNanos of all of them
   * @param threads that completed one
   * @param notes what whoever reads its figures must know
   */
  public record Tried(
      @Nullable String refusal, long calls, double totalNanos, int threads, List<String> notes) {}

  private MethodTrial() {}

  /**
   * Understands the patterns; nothing is matched yet.
   *
   * @param patterns each names a type and a method
   * @throws IllegalArgumentException naming the one that is wrong
   */
  static MethodTrial of(List<String> patterns) {
    MethodTrial trial = new MethodTrial();
    for (int i = 0; i < patterns.size(); i++) {
      // Named apart: a call inside of one with its name is not counted.
      for (OperationSpec spec : OperationArguments.parse(KEY + name(i) + "=" + patterns.get(i))) {
        trial.matches.add(Matches.ofTrial(spec, trial.recording.sites()));
      }
    }
    return trial;
  }

  /** Whether a pattern names just this: other languages allow names that Java does not. */
  public static boolean canName(String pattern) {
    try {
      List<OperationSpec> specs = OperationArguments.parse(KEY + pattern);
      OperationPattern parsed = OperationPattern.parse(specs.get(0));
      return specs.size() == 1
          && parsed.text().equals(pattern)
          && parsed.name() == null
          && parsed.methods().isLiteral()
          && parsed.parameterTypes() == null;
    } catch (IllegalArgumentException unfit) {
      return false;
    }
  }

  private static String name(int number) {
    return "tried-" + number;
  }

  List<Matches> matches() {
    return matches;
  }

  void begin() {
    recording.reader().limitCells(MOST_BYTES);
    recording.beginTrial();
    startNanos = System.nanoTime();
  }

  void end() {
    recording.endTrial();
    endNanos = System.nanoTime();
  }

  /** How long the calls were counted, once it has ended. */
  public long nanos() {
    return endNanos - startNanos;
  }

  /** The threads that have begun a call and not ended; once. */
  public int takeThreads() {
    int alive = 0;
    for (Worker worker : recording.reader().takeNewWorkers()) {
      alive += worker.isAlive() ? 1 : 0;
    }
    return alive;
  }

  /** What each pattern has done, in their order; after the end. */
  public List<Tried> read() {
    List<Tried> all = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      String refusal = matches.get(i).size() == 0 ? refusal(matches.get(i)) : null;
      all.add(
          refusal == null
              ? read(name(i), notes(matches.get(i)))
              : new Tried(refusal, 0, 0, 0, List.of()));
    }
    return all;
  }

  private static String refusal(Matches untried) {
    List<InstrumentationReport.Failure> failures = untried.report().failed();
    return failures.isEmpty() ? "its class was not found" : failures.get(0).reason();
  }

  private static List<String> notes(Matches tried) {
    return tried.report().methods().stream()
        .flatMap(method -> method.notes().stream())
        .distinct()
        .toList();
  }

  private Tried read(String operation, List<String> notes) {
    RecordingReader reader = recording.reader();
    int number = reader.operations().number(operation);
    CellCounts counts = new CellCounts(reader.layout());
    reader.read(number, false, counts);
    reader.read(number, true, counts);
    long calls = counts.total();
    if (calls == 0) {
      return new Tried(null, 0, 0, 0, notes);
    }
    LatencyHistogram histogram = new LatencyHistogram(DIGITS);
    counts
        .pack(PackedCounts.NONE)
        .visitGrowthSince(PackedCounts.NONE, reader.layout(), histogram::add);
    histogram.widen(counts.min(), counts.max());
    // Threads without counts of their own, such as virtual ones, are one at least.
    int threads = Math.max(1, reader.threads(number));
    return new Tried(null, calls, histogram.latency().meanNanos() * calls, threads, notes);
  }

  /** Lets go of all counts. */
  public void close() {
    recording.close();
  }
}
