package org.benchmonitor.run.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was said of a record after its end: the last frame of its file tells, so that nobody has to
 * read the others.
 *
 * @param kept never to be removed to make room
 * @param tagged given tags by a command
 */
public record Marking(boolean kept, boolean tagged) {
  /** That of a file of which nothing was said. */
  public static final Marking NONE = new Marking(false, false);

  private static final int PAYLOAD = 2;
  private static final int BYTES = FrameBuffer.HEAD + PAYLOAD + FrameBuffer.SUM;

  /**
   * Reads the last bytes of a file, and nothing else.
   *
   * @throws IOException if they cannot be read
   */
  public static Marking of(SeekableByteChannel file) throws IOException {
    long size = file.size();
    return size < BYTES ? NONE : ofEnd(bytes(file, size - BYTES, BYTES));
  }

  /** The same of a file that was read. */
  static Marking ofEnd(ByteBuffer file) {
    if (file.remaining() < BYTES) {
      return NONE;
    }
    ByteBuffer last = file.slice(file.limit() - BYTES, BYTES);
    boolean isOne =
        last.getInt(0) == PAYLOAD
            && last.get(FrameBuffer.HEAD - 1) == FrameType.KEPT
            && new FrameSum().isRight(last, 0, BYTES - FrameBuffer.SUM);
    return isOne
        ? new Marking(last.get(FrameBuffer.HEAD) != 0, last.get(FrameBuffer.HEAD + 1) != 0)
        : NONE;
  }

  /** Whether it is not removed to make room. */
  public boolean isHeld() {
    return kept || tagged;
  }

  /**
   * Says whether a record is kept. Nobody else may write to the file.
   *
   * @param file open for reading and writing
   * @throws IOException if it is no record, or cannot be written
   */
  public static void keep(FileChannel file, boolean kept) throws IOException {
    FileLock alone = file.lock();
    try {
      ByteBuffer all = bytes(file, 0, file.size());
      FrameReader.Extent extent = FrameReader.Extent.ofRecord(all);
      FrameBuffer out = new FrameBuffer();
      write(new Marking(kept, ofEnd(all).tagged), out);
      // Behind a damaged frame it is not read with the others, but from the end it is.
      append(file, extent.damaged() ? file.size() : extent.whole(), out);
    } finally {
      alone.release();
    }
  }

  /**
   * Gives a record its tags, all of them, in place of those that it has. Nobody else may write to
   * the file.
   *
   * @param file open for reading and writing
   * @throws IOException if it is no record, or damaged, or cannot be written
   */
  public static void tag(FileChannel file, Map<String, String> tags) throws IOException {
    FileLock alone = file.lock();
    try {
      ByteBuffer all = bytes(file, 0, file.size());
      FrameReader.Extent extent = FrameReader.Extent.ofRecord(all);
      if (extent.damaged()) {
        throw new BadFrame("it is damaged at byte " + extent.end() + ", no tag would be read");
      }
      FrameBuffer out = new FrameBuffer();
      writeTags(tags, out);
      write(new Marking(ofEnd(all).kept, !tags.isEmpty()), out);
      append(file, extent.whole(), out);
    } finally {
      alone.release();
    }
  }

  private static void write(Marking marking, FrameBuffer out) {
    out.begin(FrameType.KEPT).flag(marking.kept).flag(marking.tagged).end();
  }

  private static void writeTags(Map<String, String> tags, FrameBuffer out) {
    out.begin(FrameType.TAGS).unsigned(tags.size());
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      out.text(tag.getKey()).text(tag.getValue());
    }
    out.end();
  }

  static Map<String, String> readTags(FrameInput in) throws BadFrame {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int left = in.size(); left > 0; left--) {
      tags.put(in.text(), in.text());
    }
    return tags;
  }

  /** What a killed writer began and did not end is cut off: nothing behind it would be read. */
  private static void append(FileChannel file, long whole, FrameBuffer out) throws IOException {
    long size = file.size();
    ByteBuffer frames = out.frames();
    file.truncate(whole);
    long at = whole;
    try {
      while (frames.hasRemaining()) {
        at += file.write(frames, at);
      }
    } catch (IOException | RuntimeException failure) {
      file.truncate(Math.min(size, whole));
      throw failure;
    }
  }

  static ByteBuffer bytes(SeekableByteChannel file, long from, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    file.position(from);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = file.read(bytes);
    }
    return bytes.flip();
  }
}
