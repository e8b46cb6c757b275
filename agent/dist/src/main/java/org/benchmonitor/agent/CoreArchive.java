package org.benchmonitor.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of the core in monitor.jar, in the one entry that the build has packed them into; any
 * thread.
 *
 * <p>The index stays in memory (20 bytes a file). So do the packed files that the end of a run may
 * need, 1.2 MB: a new build may overwrite the jar while the program runs. They are softly
 * reachable, because the heap is the host's: the JVM drops them before it runs out of memory. All
 * others are read when they are asked for. Where the jar has been overwritten, the JDK reads other
 * bytes at the place that it has noted, so each file is held against its checksum. Of two names of
 * one hash, the record tells.
 */
final class CoreArchive implements Closeable {
  private static final String ENTRY = "inst/archive";
  private static final int MAGIC = 0x424d4132;
  private static final int HEAD_BYTES = 12;

  /** What is left of a hash is the number of a bucket. */
  private static final int SHIFT = 22;

  private static final int ROW_BYTES = 20;
  private static final int PIECE = 64 * 1024;

  private final ZipFile jar;
  private final ZipEntry entry;

  /** All of it where a tool has packed the jar anew and compressed the entry; else null. */
  private final byte @Nullable [] whole;

  /** Head, buckets and a row for each file; see the build's Archive. */
  private final byte[] index;

  /** The first records, which follow the index, in pieces that no collector finds large. */
  private final SoftReference<byte[][]> held;

  private final int heldBytes;

  /** One for all: to make one takes longer than to inflate most files. Guarded by itself. */
  private final Inflater inflater = new Inflater(true);

  /**
   * Opens a jar.
   *
   * @param holding whether to hold in memory what the build says; else all is read when asked for
   */
  CoreArchive(File file, boolean holding) throws IOException {
    ZipFile opened = new ZipFile(file);
    try {
      ZipEntry found = opened.getEntry(ENTRY);
      if (found == null) {
        throw new IOException(file + " has no " + ENTRY);
      }
      jar = opened;
      entry = found;
      try (InputStream in = opened.getInputStream(found)) {
        // The JDK would inflate all that comes before a file, for each file.
        whole = found.getMethod() == ZipEntry.STORED ? null : in.readAllBytes();
      }
      try (InputStream in = stream()) {
        byte[] head = bytes(in, HEAD_BYTES);
        if (number(head, 0) != MAGIC) {
          throw new IOException(file + " has an " + ENTRY + " of another build");
        }
        int length = number(head, 4);
        index = Arrays.copyOf(head, length);
        if (in.readNBytes(index, HEAD_BYTES, length - HEAD_BYTES) != length - HEAD_BYTES) {
          throw new EOFException(file + " ends before its index does");
        }
        heldBytes = holding ? number(head, 8) : 0;
        held = new SoftReference<>(hold(in, heldBytes));
      }
    } catch (IOException | RuntimeException unreadable) {
      opened.close();
      throw unreadable;
    }
  }

  private InputStream stream() throws IOException {
    byte[] all = whole;
    return all == null ? jar.getInputStream(entry) : new ByteArrayInputStream(all);
  }

  private static byte[][] hold(InputStream in, int length) throws IOException {
    byte[][] pieces = new byte[(length + PIECE - 1) / PIECE][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = bytes(in, Math.min(PIECE, length - i * PIECE));
    }
    return pieces;
  }

  /** Uses what is held, so that the JVM drops it only for want of memory; from time to time. */
  void touch() {
    held.get();
  }

  private static byte[] bytes(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) != length) {
      throw new EOFException("the jar ends before " + ENTRY + " does");
    }
    return bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  /** Whether there is a file whose name has the hash of this one: nearly always this one. */
  boolean mayHave(String name) {
    return row(name) >= 0;
  }

  /**
   * Reads a file; null if there is none of the name.
   *
   * @throws IOException if the jar cannot be read any more, or has other bytes than it had
   */
  byte @Nullable [] read(String name) throws IOException {
    int row = row(name);
    if (row < 0) {
      return null;
    }
    byte[] record = record(number(index, row + 4), number(index, row + 8));
    CRC32 checksum = new CRC32();
    checksum.update(record, 0, record.length);
    if ((int) checksum.getValue() != number(index, row + 16)) {
      throw new IOException("other bytes than when the jar was opened");
    }
    byte[] expected = name.getBytes(StandardCharsets.UTF_8);
    return begins(record, expected)
        ? inflate(record, 2 + expected.length, number(index, row + 12))
        : null;
  }

  private byte[] record(int place, int length) throws IOException {
    byte[][] pieces = held.get();
    int from = place - index.length;
    if (pieces != null && from + length <= heldBytes) {
      return copy(pieces, from, length);
    }
    try (InputStream in = stream()) {
      in.skipNBytes(place);
      return bytes(in, length);
    } catch (InternalError mapped) {
      // What the JDK throws for a file that has become shorter.
      throw new IOException(mapped);
    }
  }

  private static byte[] copy(byte[][] pieces, int from, int length) {
    byte[] copy = new byte[length];
    for (int done = 0; done < length; ) {
      byte[] piece = pieces[(from + done) / PIECE];
      int at = (from + done) % PIECE;
      int part = Math.min(length - done, piece.length - at);
      System.arraycopy(piece, at, copy, done, part);
      done += part;
    }
    return copy;
  }

  private static boolean begins(byte[] record, byte[] name) {
    return (((record[0] & 0xff) << 8) | (record[1] & 0xff)) == name.length
        && Arrays.equals(record, 2, 2 + name.length, name, 0, name.length);
  }

  private byte[] inflate(byte[] record, int from, int length) throws IOException {
    byte[] content = new byte[length];
    synchronized (inflater) {
      try {
        inflater.reset();
        inflater.setInput(record, from, record.length - from);
        if (inflater.inflate(content, 0, length) != length) {
          throw new IOException("a file that the build did not write");
        }
      } catch (DataFormatException | NullPointerException brokenOrClosed) {
        throw new IOException(brokenOrClosed);
      }
    }
    return content;
  }

  /** Where the row of a name begins, negative if there is none. */
  private int row(String name) {
    int hash = name.hashCode();
    int bucket = HEAD_BYTES + 4 * (hash >>> SHIFT);
    int end = number(index, bucket + 4);
    for (int row = number(index, bucket); row < end; row += ROW_BYTES) {
      if (number(index, row) == hash) {
        return row;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    synchronized (inflater) {
      inflater.end();
    }
    jar.close();
  }
}
