package org.benchmonitor.host.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.benchmonitor.run.frame.FrameCoarsener.Coarseness;
import org.benchmonitor.run.frame.FrameWriter;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The record of the run under way. One thread.
 *
 * <p>When it has become large, it is written again with fewer intervals, in small steps, each after
 * a tick. The older ones then all have one length, and the newest are as they were. How many ticks
 * are merged at most is doubled as often as needed, so that each tick is merged as often as the
 * logarithm of the length of the run; what has its length already is copied.
 */
final class OpenRecord implements Closeable {
  private static final long MOST_MERGED = 1L << 40;

  /** The part of what is allowed by which the file may grow while it is written again. */
  private static final double GROWING = 0.375;

  private final RunHeader header;
  private final RecordFiles.Slot slot;
  private final RecordBounds bounds;
  private final LongSupplier nanoTime;
  private FrameWriter writer;
  private RecordFile file;
  private long firstSequence;
  private long lastSequence;
  private long intervals;
  private long logBytes;
  private @Nullable Rewriting rewriting;

  /** The bytes that it had when that began. */
  private long rewrittenFrom;

  private @Nullable ReplacedFile replaced;

  /** The most ticks in an interval. */
  private long merged = 1;

  /** Whether the last attempt had more than was estimated: the statuses change often, perhaps. */
  private boolean cameOutLarge;

  /** Where it is next to be looked at whether the file is too large. */
  private long nextAt;

  OpenRecord(RunHeader header, RecordFiles.Slot slot, RecordBounds bounds, LongSupplier nanoTime) {
    this.header = header;
    this.slot = slot;
    this.bounds = bounds;
    this.nanoTime = nanoTime;
    this.writer = new FrameWriter(header);
    this.file = new RecordFile(slot.channel());
    this.nextAt = begin();
  }

  /** Some are written while older ones are merged. */
  private long begin() {
    return bounds.mostBytes() / 4 * 3;
  }

  String run() {
    return header.session();
  }

  boolean isCountingDue(Snapshot next) {
    return writer.isCountingDue(next);
  }

  /**
   * Writes a tick, all of it or nothing.
   *
   * @param free bytes of the disk
   * @return the bytes that it has
   * @throws IOException if it cannot be written; it is to be merged with the next one
   */
  long add(Snapshot snapshot, List<LogEntry> entries, InstrumentationReport report, long free)
      throws IOException {
    try {
      for (LogEntry entry : entries) {
        writer.add(entry);
      }
      long ofLog = entries.isEmpty() ? 0 : writer.frames().remaining();
      writer.add(snapshot, report);
      boolean last = snapshot.run().status().isEnded();
      if (last) {
        writer.end(snapshot);
      }
      ByteBuffer frames = writer.frames();
      long bytes = frames.remaining();
      if (free - bytes < bounds.leastFree()) {
        throw new IOException(RunRecorder.noRoom(free, bounds));
      }
      if (!last && file.size() + bytes > 2 * bounds.mostBytes()) {
        throw new IOException(
            "it has " + file.size() + " bytes, " + bounds.mostBytes() + " are allowed");
      }
      file.append(frames);
      writer.clear();
      written(snapshot);
      logBytes += ofLog;
      return bytes;
    } catch (IOException | RuntimeException failure) {
      writer.anew(true);
      throw failure;
    } catch (Error withoutMemory) {
      // The snapshot is lost, and a reader sees the gap.
      writer.anew(false);
      throw withoutMemory;
    }
  }

  private void written(Snapshot snapshot) {
    firstSequence = intervals == 0 ? snapshot.sequence() : firstSequence;
    lastSequence = snapshot.sequence();
    intervals++;
  }

  /**
   * Merges some older intervals if the file is large.
   *
   * @throws IOException if that is not possible; it is tried again when the file is larger
   */
  void shrink() throws IOException {
    stepReplaced();
    if (rewriting == null && file.size() < nextAt) {
      return;
    }
    try {
      Rewriting current = rewriting;
      if (current == null) {
        current = new Rewriting(slot, header, coarseness(), nanoTime);
        rewriting = current;
        rewrittenFrom = file.size();
      }
      if (current.step(file.size(), dueIntervals())) {
        current.replace();
        take(current);
      }
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failure) {
      giveUp();
      nextAt = file.size() + bounds.mostBytes() / 8;
      throw new IOException("older intervals cannot be merged: " + failure, failure);
    }
  }

  private void dropReplaced() {
    ReplacedFile before = replaced;
    replaced = null;
    if (before != null) {
      before.close();
    }
  }

  private void stepReplaced() {
    ReplacedFile before = replaced;
    if (before != null && before.step()) {
      replaced = null;
    }
  }

  /**
   * How many intervals must be taken by now, so that all are when the file has grown by {@link
   * #GROWING}. With few operations a step's time is enough for more.
   */
  private long dueIntervals() {
    double grown = file.size() - rewrittenFrom;
    return (long) Math.ceil(intervals * grown / (bounds.mostBytes() * GROWING));
  }

  private void take(Rewriting done) {
    RecordFile old = file;
    // No step back from here: the old file has no name any more.
    file = done.file();
    writer = done.writer();
    intervals = done.intervals();
    rewriting = null;
    logBytes = Math.min(logBytes, mostLogBytes());
    cameOutLarge = file.size() > bounds.mostBytes() / 2;
    nextAt = Math.max(begin(), file.size() + bounds.mostBytes() / 8);
    dropReplaced();
    replaced = new ReplacedFile(old, nanoTime);
  }

  /** So that about half of what is allowed comes out, if merged intervals take twice as much. */
  private Coarseness coarseness() {
    long ticks = lastSequence - firstSequence + 1;
    // Merged ones are larger, and not deflated.
    double bytesOfOne = 2.0 * file.size() / Math.max(1, intervals);
    merged = cameOutLarge || merged == 1 ? 2 * merged : merged;
    while (merged < MOST_MERGED
        && (double) ticks / merged * bytesOfOne > bounds.mostBytes() / 2.0) {
      merged *= 2;
    }
    return new Coarseness(merged, cameOutLarge, logBytes - mostLogBytes());
  }

  private long mostLogBytes() {
    return bounds.mostBytes() / 16;
  }

  private void giveUp() {
    Rewriting current = rewriting;
    rewriting = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() throws IOException {
    giveUp();
    dropReplaced();
    file.close();
  }
}
