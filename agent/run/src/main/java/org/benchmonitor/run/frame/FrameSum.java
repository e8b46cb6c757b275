package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Checks the sums behind frames; one thread, which reuses it. */
final class FrameSum {
  private final CRC32C sum = new CRC32C();

  /**
   * Whether the sum that follows some bytes is theirs.
   *
   * @param to where they end and the sum begins
   */
  boolean isRight(ByteBuffer all, int from, int to) {
    sum.reset();
    sum.update(all.slice(from, to - from));
    return (int) sum.getValue() == all.getInt(to);
  }
}
