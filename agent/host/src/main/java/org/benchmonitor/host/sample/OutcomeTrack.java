package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.RecordingReader;

/**
 * The cumulative counts of one operation with one outcome, at four cuts; under the sampler's lock.
 *
 * <p>Every figure is a difference of two of them: the interval is {@code now - previous}, the
 * warm-up {@code counted - start}, the totals {@code now - counted}.
 */
final class OutcomeTrack {
  private final int operation;
  private final boolean failed;
  private final CellCounts start;
  private final CellCounts counted;
  private CellCounts previous;
  private CellCounts now;

  OutcomeTrack(RecordingReader reader, int operation, boolean failed) {
    this.operation = operation;
    this.failed = failed;
    this.start = new CellCounts(reader.layout());
    this.counted = new CellCounts(reader.layout());
    this.previous = new CellCounts(reader.layout());
    this.now = new CellCounts(reader.layout());
  }

  /** Reads the cells; the former {@code now} becomes {@code previous}. */
  void read(RecordingReader reader) {
    CellCounts reused = previous;
    previous = now;
    now = reused;
    now.clear();
    reader.read(operation, failed, now);
  }

  /** Begins the run with what was read last. */
  void beginRun() {
    start.copyOf(now);
    counted.copyOf(now);
  }

  /** Begins the counted part of the run with what was read last. */
  void beginCounted() {
    counted.copyOf(now);
  }

  boolean hasGrown() {
    return now.total() != previous.total();
  }

  boolean isInRun() {
    return now.total() != start.total();
  }

  CellCounts start() {
    return start;
  }

  CellCounts counted() {
    return counted;
  }

  CellCounts previous() {
    return previous;
  }

  CellCounts now() {
    return now;
  }
}
