package org.benchmonitor.host.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * A file in whose place another one is, and which has no name any more. Its bytes go in steps: the
 * kernel takes 16 ms of the closing thread to free 57 MB at once. One thread.
 */
final class ReplacedFile implements Closeable {
  /** Whoever opened it before has read it by then. */
  private static final long READING_NANOS = 30_000_000_000L;

  private static final long STEP_BYTES = 8 << 20;

  private final RecordFile file;
  private final LongSupplier nanoTime;
  private final long since;

  ReplacedFile(RecordFile file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** Goes on; returns whether nothing is left of it. */
  boolean step() {
    if (nanoTime.getAsLong() - since < READING_NANOS) {
      return false;
    }
    try {
      file.shorten(STEP_BYTES);
      if (file.size() > 0) {
        return false;
      }
    } catch (IOException atOnce) {
      // Closing it frees what is left.
    }
    close();
    return true;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException notNeeded) {
      return;
    }
  }
}
