package org.benchmonitor.run.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;

/**
 * Turns what is retained of a run into frames: a whole file of them, or what is new in it.
 *
 * <p>Begins with the header and ends with the state of one snapshot, and with the footer if the run
 * has ended. Immutable; the run may go on meanwhile.
 */
public final class RunToFrames {
  private final RunView run;
  private final Snapshot upTo;
  private final List<Interval> intervals;

  /**
   * Takes the intervals of a run.
   *
   * @param upTo the snapshot whose state comes last
   */
  public RunToFrames(RunView run, Snapshot upTo) {
    this.run = run;
    this.upTo = upTo;
    this.intervals = run.select(Selection.upTo(upTo.sequence()));
  }

  /** The intervals behind this sequence number. */
  public List<Interval> since(long sequence) {
    return intervals.stream().filter(interval -> interval.sequence() > sequence).toList();
  }

  /**
   * Where an interval ends that begins before this sequence number and ends behind it, because it
   * was merged of several; empty if there is none, so that what is new can be told from what is
   * known.
   */
  public OptionalLong endOfStraddling(long sequence) {
    long before = firstTick() - 1;
    for (Interval interval : intervals) {
      if (before < sequence && sequence < interval.sequence()) {
        return OptionalLong.of(interval.sequence());
      }
      before = interval.sequence();
    }
    return OptionalLong.empty();
  }

  /** The first sequence number that the first interval covers, as far as its length tells. */
  private long firstTick() {
    return intervals.isEmpty() ? 0 : intervals.get(0).sequence() - ticksOfFirst() + 1;
  }

  private long ticksOfFirst() {
    Interval first = intervals.get(0);
    long nominal = Math.max(1, run.host().interval().toNanos());
    long ticks = Math.round((double) first.nanos() / nominal);
    return Math.max(1, Math.min(first.sequence(), ticks));
  }

  /**
   * Writes the frames of the intervals behind this sequence number, and of the state.
   *
   * @param since 0 for all
   * @throws IOException if nobody takes them
   */
  public void write(long since, Pieces out) throws IOException {
    FrameWriter writer = new FrameWriter(run.header());
    if (since == 0) {
      run.log().forEach(writer::add);
    }
    long before = 0;
    for (Interval interval : intervals) {
      if (interval.sequence() > since) {
        writer.add(interval, before == 0 ? ticksOfFirst() : interval.sequence() - before);
        hand(writer, out);
      }
      before = interval.sequence();
    }
    writer.addState(upTo, run.instrumentation());
    if (upTo.run().status().isEnded()) {
      writer.end(upTo);
    }
    hand(writer, out);
  }

  private static void hand(FrameWriter writer, Pieces out) throws IOException {
    ByteBuffer frames = writer.frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    writer.clear();
    out.write(bytes);
    out.restIfDue();
  }
}
