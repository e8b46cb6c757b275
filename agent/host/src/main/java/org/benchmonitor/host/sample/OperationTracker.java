package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.host.sample.CorrectedTrack.Corrector;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.OperationFigures;

/** The counts and totals of all operations; under the sampler's lock. */
final class OperationTracker {
  private final RecordingReader reader;
  private final FigureCalculator figuring;
  private final LateCalculator late;
  private final CellCounts scratch;
  private final Corrector corrector;
  private final List<OperationTrack> tracks = new ArrayList<>();
  private int numbers;

  OperationTracker(RecordingReader reader) {
    this.reader = reader;
    this.figuring = new FigureCalculator(reader.layout());
    this.late = new LateCalculator(reader.layout());
    this.scratch = new CellCounts(reader.layout());
    this.corrector = new Corrector(reader.layout(), scratch);
  }

  /**
   * Reads all cells, and corrects the latencies of operations that have a rule.
   *
   * @param workers that were active since the read before
   */
  void read(int workers) {
    reader.followWallClock();
    int size = reader.operations().size();
    for (; numbers < size; numbers++) {
      // Without a name it is where another one's corrected latencies are counted.
      String name = reader.operations().name(numbers);
      if (name != null) {
        tracks.add(new OperationTrack(numbers, name));
      }
    }
    for (OperationTrack track : tracks) {
      track.read(reader, scratch);
      track.correct(reader, corrector, workers);
    }
  }

  void beginRun() {
    tracks.forEach(OperationTrack::beginRun);
  }

  void beginCounted() {
    tracks.forEach(OperationTrack::beginCounted);
  }

  /** The failures of each operation by its number, as last read. */
  long[] failures() {
    long[] failures = new long[numbers];
    for (OperationTrack track : tracks) {
      failures[track.operation()] = track.failures();
    }
    return failures;
  }

  /** What completed between the last two reads; leaves out operations without calls. */
  Figures interval(long lengthNanos) {
    figuring.begin();
    List<OperationFigures> operations = new ArrayList<>(tracks.size());
    for (OperationTrack track : tracks) {
      if (track.hasGrown()) {
        operations.add(track.interval(figuring));
      }
    }
    return new Figures(
        lengthNanos,
        figuring.sumOfSuccesses(),
        figuring.sumOfFailures(),
        figuring.sumOfCorrected(),
        List.copyOf(operations));
  }

  /** What has completed in the counted part, for every operation of the run. */
  LateFigures totals(long lengthNanos) {
    List<LateOperation> operations = new ArrayList<>(tracks.size());
    for (OperationTrack track : tracks) {
      if (track.isInRun()) {
        operations.add(track.totals());
      }
    }
    return new LateTotals(lengthNanos, List.copyOf(operations), late);
  }

  /** What completed in the warm-up. */
  LateFigures warmup(long lengthNanos) {
    List<LateOperation> operations = new ArrayList<>(tracks.size());
    for (OperationTrack track : tracks) {
      if (track.isInRun()) {
        operations.add(track.warmup());
      }
    }
    return new LateTotals(lengthNanos, List.copyOf(operations), late);
  }

  /**
   * What has completed since the recording began, for every operation that there is: also for those
   * that were registered since the last read.
   */
  LateFigures lifetime() {
    List<LateOperation> operations = new ArrayList<>(tracks.size());
    tracks.forEach(track -> operations.add(track.lifetime()));
    for (int number = numbers; number < reader.operations().size(); number++) {
      String name = reader.operations().name(number);
      if (name != null) {
        operations.add(new OperationTrack(number, name).lifetime());
      }
    }
    return new LateTotals(0, List.copyOf(operations), late);
  }

  /** The bytes that the counts hold; any thread that holds the sampler's lock. */
  long bytes() {
    long bytes = 0;
    for (OperationTrack track : tracks) {
      bytes += track.bytes();
    }
    return bytes;
  }
}
