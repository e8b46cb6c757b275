package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.PackedCounts;

/**
 * The cumulative counts of one kind of an operation, at four cuts; under the sampler's lock.
 *
 * <p>Every figure is a difference of two of them: the interval is {@code now - previous}, the
 * warm-up {@code counted - start}, the totals {@code now - counted}. They are packed, and cuts
 * without a change between them share one.
 */
final class OutcomeTrack {
  private PackedCounts start = PackedCounts.NONE;
  private PackedCounts counted = PackedCounts.NONE;
  private PackedCounts previous = PackedCounts.NONE;
  private PackedCounts now = PackedCounts.NONE;

  /** Takes all counts so far; the former {@code now} becomes {@code previous}. */
  void advance(CellCounts read) {
    previous = now;
    now = read.pack(previous);
  }

  /** The same where nothing was counted. */
  void stay() {
    previous = now;
  }

  /** All counts so far, as last read. */
  PackedCounts now() {
    return now;
  }

  /** Begins the run with what was read last. */
  void beginRun() {
    start = now;
    counted = now;
  }

  /** Begins the counted part of the run with what was read last. */
  void beginCounted() {
    counted = now;
  }

  boolean hasGrown() {
    return now.total() != previous.total();
  }

  boolean isInRun() {
    return now.total() != start.total();
  }

  /** What was counted between the last two reads. */
  OutcomeGrowth interval() {
    return new OutcomeGrowth(previous, now);
  }

  /** What has been counted in the counted part of the run. */
  OutcomeGrowth totals() {
    return new OutcomeGrowth(counted, now);
  }

  /** What was counted in the run before its counted part. */
  OutcomeGrowth warmup() {
    return new OutcomeGrowth(start, counted);
  }

  /** All that was counted since the recording began, as last read. */
  OutcomeGrowth lifetime() {
    return new OutcomeGrowth(PackedCounts.NONE, now);
  }

  /** Whether these are still the totals, be it that only an extreme has changed. */
  boolean isCountedOf(OutcomeGrowth totals) {
    return totals.isSame(counted, now);
  }

  /** All that was counted since the recording began, as last read. */
  long total() {
    return now.total();
  }

  /** The bytes that it holds; what is shared counts for each cut. */
  long bytes() {
    return 48 + start.bytes() + counted.bytes() + previous.bytes() + now.bytes();
  }
}
