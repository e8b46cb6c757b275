package org.benchmonitor.run.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Resting;

/**
 * Cuts what a format writes into pieces of bounded size, and makes the thread rest between them.
 *
 * <p>A piece is handed on when it is full, or when it is time to rest: whoever waits for the file
 * has then everything that is made, and the thread holds nothing but the place where it is. The
 * first is handed on as soon as it may be. A writer calls {@link #restIfDue} after each part of
 * some microseconds, whether it wrote anything or not. One thread.
 */
public final class Pieces extends OutputStream implements Resting {
  /** The bytes of a full piece. */
  static final int LONGEST = 8192;

  /** After so many rests without a byte, half a second or more, a blank is due. */
  static final int MOST_QUIET_RESTS = 250;

  private final OutputStream out;
  private final Pace pace;
  private final byte[] piece = new byte[LONGEST];
  private int filled;
  private boolean begun;
  private int quietRests;

  /**
   * Creates it without a piece.
   *
   * @param out gets each piece by one call, and is flushed before each rest
   */
  public Pieces(OutputStream out, Pace pace) {
    this.out = out;
    this.pace = pace;
  }

  /**
   * Pieces that go through a stream before they come here, such as one that compresses; with the
   * same rests.
   *
   * @param stream writes to this
   */
  public Pieces through(OutputStream stream) {
    return new Pieces(stream, pace);
  }

  @Override
  public void write(int b) throws IOException {
    piece[filled] = (byte) b;
    filled++;
    handOverIfFull();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int fits = Math.min(length - done, LONGEST - filled);
      System.arraycopy(bytes, offset + done, piece, filled, fits);
      filled += fits;
      done += fits;
      handOverIfFull();
    }
  }

  private void handOverIfFull() throws IOException {
    if (filled == LONGEST) {
      handOver();
      handOverAndRest();
    }
  }

  private void handOver() throws IOException {
    if (filled > 0) {
      out.write(piece, 0, filled);
      filled = 0;
      quietRests = 0;
    }
  }

  private void handOverAndRest() throws IOException {
    boolean isRestDue = pace.isRestDue();
    if (isRestDue || !begun) {
      begun = true;
      flush();
    }
    if (isRestDue) {
      pace.rest();
      quietRests++;
    }
  }

  /**
   * Rests if it is time, with all that was written handed on before.
   *
   * @throws UncheckedIOException if nobody takes it
   */
  @Override
  public void restIfDue() {
    try {
      handOverAndRest();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /**
   * Rests as this does, and writes a blank where nothing else was written for long, so that no
   * client takes a long merging for a broken connection. Only for the place between two tokens of
   * JSON, where a blank means nothing.
   */
  public Resting withBlanks() {
    return this::restIfDueWithBlanks;
  }

  private void restIfDueWithBlanks() {
    if (quietRests >= MOST_QUIET_RESTS && pace.isRestDue()) {
      piece[filled] = ' ';
      filled++;
    }
    restIfDue();
  }

  @Override
  public void flush() throws IOException {
    handOver();
    out.flush();
  }
}
