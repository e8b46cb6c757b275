package org.benchmonitor.host.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file that grows by whole appendices; one thread. */
final class RecordFile implements Closeable {
  private final SeekableByteChannel channel;
  private long whole;

  RecordFile(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Appends all of these bytes or none.
   *
   * @throws IOException if they could not be written; the file ends where it did
   */
  void append(ByteBuffer bytes) throws IOException {
    try {
      channel.position(whole);
      long end = whole + bytes.remaining();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      whole = end;
    } catch (IOException | RuntimeException failure) {
      cut(failure);
      throw failure;
    }
  }

  /** What is behind a torn frame would never be read. */
  private void cut(Exception failure) {
    try {
      channel.truncate(whole);
    } catch (IOException | RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  /** Cuts off so many bytes at most, of a file that nobody reads any more. */
  void shorten(long bytes) throws IOException {
    whole = Math.max(0, whole - bytes);
    channel.truncate(whole);
  }

  /** The bytes that it has. */
  long size() {
    return whole;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
