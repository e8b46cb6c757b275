package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;

/**
 * Walks over the frames of a file; one thread. Ends at the first frame that is short or has a wrong
 * sum.
 */
final class FrameScanner {
  private final ByteBuffer all;
  private final boolean checking;
  private final FrameSum sum = new FrameSum();
  private int type;
  private ByteBuffer payload = ByteBuffer.allocate(0);
  private boolean damaged;

  /**
   * Begins at the position of the bytes.
   *
   * @param all big-endian; the scanner moves only its own position
   */
  FrameScanner(ByteBuffer all) {
    this(all, true);
  }

  private FrameScanner(ByteBuffer all, boolean checking) {
    this.all = all.slice();
    this.checking = checking;
  }

  /**
   * One for bytes that another one has gone over, as far as that one came. Nobody may change them
   * afterwards: what is read of them need not be a copy.
   */
  static FrameScanner ofRightSums(ByteBuffer all) {
    return new FrameScanner(all, false);
  }

  /** Goes on to the next frame; false if there is no whole one. */
  boolean next() {
    int at = all.position();
    if (all.remaining() < FrameBuffer.HEAD + FrameBuffer.SUM) {
      return false;
    }
    int length = all.getInt(at);
    if (length < 0 || length > all.remaining() - FrameBuffer.HEAD - FrameBuffer.SUM) {
      return false;
    }
    int end = at + FrameBuffer.HEAD + length;
    if (checking && !sum.isRight(all, at, end)) {
      damaged = true;
      return false;
    }
    type = all.get(at + FrameBuffer.HEAD - 1) & 0xff;
    payload = all.slice(at + FrameBuffer.HEAD, length);
    all.position(end + FrameBuffer.SUM);
    return true;
  }

  int type() {
    return type;
  }

  /** The values of the frame; a further call begins anew. */
  FrameInput payload() {
    return new FrameInput(payload.duplicate(), !checking);
  }

  /** The bytes of the frame. */
  int length() {
    return FrameBuffer.HEAD + payload.capacity() + FrameBuffer.SUM;
  }

  /** Whether it ended at a wrong sum, and not at the end of the bytes. */
  boolean isDamaged() {
    return damaged;
  }

  /** The bytes of all whole frames so far. */
  int whole() {
    return all.position();
  }
}
