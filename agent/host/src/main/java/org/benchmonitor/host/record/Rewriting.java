package org.benchmonitor.host.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.benchmonitor.run.frame.FrameCoarsener;
import org.benchmonitor.run.frame.FrameCoarsener.Coarseness;
import org.benchmonitor.run.frame.FrameWriter;
import org.benchmonitor.run.model.RunHeader;

/**
 * Writes a record again, with fewer and longer intervals, into a file beside it: a bounded part of
 * it at each step, while the record goes on growing. One thread.
 */
final class Rewriting implements Closeable {
  /** Of the time of a step, a part is left for what the last frame of it takes. */
  private static final long STEP_NANOS = 3_000_000;

  private static final int WINDOW = 1 << 16;

  private final RecordFiles.Slot slot;
  private final LongSupplier nanoTime;
  private final FrameCoarsener coarsener;
  private final SeekableByteChannel from;
  private final RecordFile to;

  /** What was read and is not taken yet. */
  private byte[] window = new byte[WINDOW];

  private int inWindow;
  private long read;
  private long stepEnd;
  private long stepIntervals;

  Rewriting(RecordFiles.Slot slot, RunHeader header, Coarseness coarseness, LongSupplier nanoTime)
      throws IOException {
    this.slot = slot;
    this.nanoTime = nanoTime;
    this.coarsener = new FrameCoarsener(header, coarseness);
    this.from = slot.reading();
    try {
      this.to = new RecordFile(slot.beside());
    } catch (IOException | RuntimeException failure) {
      from.close();
      throw failure;
    }
  }

  /**
   * Goes on.
   *
   * @param end of the record at this moment
   * @param due how many of its intervals must be taken by now, however long they take
   * @return whether all of it is in the file beside it
   * @throws IOException if that could not be read or written; nothing more can be done then
   */
  boolean step(long end, long due) throws IOException {
    stepEnd = nanoTime.getAsLong() + STEP_NANOS;
    stepIntervals = due;
    boolean caughtUp = read - inWindow == end;
    while (!caughtUp && goesOn()) {
      fill(end);
      int taken = coarsener.take(ByteBuffer.wrap(window, 0, inWindow), this::goesOn);
      inWindow -= taken;
      System.arraycopy(window, taken, window, 0, inWindow);
      if (taken == 0 && goesOn()) {
        // There was time, and no whole frame.
        if (inWindow < window.length) {
          throw new IOException("the record ends inside of a frame at byte " + (read - inWindow));
        }
        window = Arrays.copyOf(window, 2 * window.length);
      }
      caughtUp = read - inWindow == end;
      append();
    }
    if (caughtUp) {
      coarsener.finish();
      append();
    }
    return caughtUp;
  }

  private boolean goesOn() {
    return coarsener.taken() < stepIntervals || nanoTime.getAsLong() - stepEnd < 0;
  }

  private void fill(long end) throws IOException {
    from.position(read);
    int room = (int) Math.min(window.length - inWindow, end - read);
    ByteBuffer into = ByteBuffer.wrap(window, inWindow, room);
    while (into.hasRemaining()) {
      int some = from.read(into);
      if (some < 0) {
        throw new IOException("the record ends at byte " + read + " and should at " + end);
      }
      read += some;
      inWindow += some;
    }
  }

  private void append() throws IOException {
    FrameWriter writer = coarsener.writer();
    if (writer.frames().hasRemaining()) {
      to.append(writer.frames());
      writer.clear();
    }
  }

  /** Puts the new file in the place of the record. */
  void replace() throws IOException {
    from.close();
    slot.replace();
  }

  /** The new file. */
  RecordFile file() {
    return to;
  }

  /** What goes on writing to it. */
  FrameWriter writer() {
    return coarsener.writer();
  }

  /** The intervals that the new file has. */
  long intervals() {
    return coarsener.written();
  }

  /** Gives up. */
  @Override
  public void close() {
    closeQuietly(from);
    closeQuietly(to);
    slot.dropBeside();
  }

  private static void closeQuietly(Closeable file) {
    try {
      file.close();
    } catch (IOException notNeeded) {
      return;
    }
  }
}
