package org.benchmonitor.run.histogram;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Writes HdrHistogram's V2 compressed encoding; one thread at a time, which reuses it.
 *
 * <p>HdrHistogram's own encoding makes a buffer of 41 KB and a compressor for each histogram. With
 * a thousand operations ten times a second that is most of a gigabyte of garbage a second in the
 * host's heap. Source of the format: {@code AbstractHistogram.encodeIntoCompressedByteBuffer} and
 * {@code ZigZagEncoding} of HdrHistogram 2.2.2; tests hold the two equal.
 */
final class CompressedBytes {
  static final int COMPRESSED_COOKIE = 0x1c849314;
  static final int COOKIE = 0x1c849313;
  static final int COMPRESSED_HEAD = 8;
  static final int HEAD = 40;

  /** The most bytes of a counter, all but the last with the bit for more. */
  static final int LONGEST = 9;

  static final int MORE = 0x80;

  /** Up to here, compressing saves less than it costs; the bytes are stored as they are. */
  private static final int MOST_STORED = 320;

  /** What a stored block can hold. */
  private static final int MOST_IN_BLOCK = 0xFFFF;

  /** The head of a zlib stream and of its one stored block, and the checksum behind it. */
  static final int STORED_HEAD = 7;

  static final int CHECKSUM = 4;

  private static final short STORED_STREAM = 0x7801;

  private final CounterLayout layout;
  private byte[] plain = new byte[MOST_STORED];
  private int length;

  CompressedBytes(CounterLayout layout) {
    this.layout = layout;
  }

  /** Encodes counters, of which all from {@code end} on are zero. */
  byte[] encode(long[] counters, int end) {
    return encode(counters, end, MOST_STORED);
  }

  /** The same for who reads it often: stored as it is where one block can hold it. */
  byte[] encodeStored(long[] counters, int end) {
    return encode(counters, end, MOST_IN_BLOCK);
  }

  private byte[] encode(long[] counters, int end, int mostStored) {
    length = HEAD;
    int index = 0;
    while (index < end) {
      int zeros = index;
      while (zeros < end && counters[zeros] == 0) {
        zeros++;
      }
      // A single zero is a counter; more of them are their number, negative.
      boolean skip = zeros - index > 1;
      put(skip ? index - zeros : counters[index]);
      index = skip ? zeros : index + 1;
    }
    ByteBuffer.wrap(plain)
        .putInt(COOKIE)
        .putInt(length - HEAD)
        .putInt(0)
        .putInt(layout.digits())
        .putLong(1)
        .putLong(CounterLayout.HIGHEST)
        .putDouble(1);
    return length <= mostStored ? stored() : deflated();
  }

  private void put(long value) {
    if (length + LONGEST > plain.length) {
      plain = Arrays.copyOf(plain, 2 * plain.length);
    }
    long rest = (value << 1) ^ (value >> 63);
    for (int i = 1; i < LONGEST && rest >>> 7 != 0; i++) {
      plain[length++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    plain[length++] = (byte) rest;
  }

  /** Whether these bytes have one stored block, the whole of them, as only this class writes it. */
  static boolean isStored(byte[] encoded, int from, int length) {
    if (length < COMPRESSED_HEAD + STORED_HEAD + HEAD + CHECKSUM) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    int stream = from + COMPRESSED_HEAD;
    int stored = length - COMPRESSED_HEAD - STORED_HEAD - CHECKSUM;
    return bytes.getShort(stream) == STORED_STREAM
        && bytes.get(stream + 2) == 1
        && bytes.getShort(stream + 3) == Short.reverseBytes((short) stored);
  }

  private byte[] stored() {
    byte[] encoded = new byte[COMPRESSED_HEAD + STORED_HEAD + length + CHECKSUM];
    Adler32 sum = new Adler32();
    sum.update(plain, 0, length);
    ByteBuffer.wrap(encoded)
        .putInt(COMPRESSED_COOKIE)
        .putInt(STORED_HEAD + length + CHECKSUM)
        .putShort(STORED_STREAM)
        .put((byte) 1)
        .putShort(Short.reverseBytes((short) length))
        .putShort(Short.reverseBytes((short) ~length))
        .put(plain, 0, length)
        .putInt((int) sum.getValue());
    return encoded;
  }

  private byte[] deflated() {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(plain, 0, length);
      deflater.finish();
      byte[] encoded = new byte[COMPRESSED_HEAD + length + length / 100 + 64];
      int deflated = deflater.deflate(encoded, COMPRESSED_HEAD, encoded.length - COMPRESSED_HEAD);
      ByteBuffer.wrap(encoded).putInt(COMPRESSED_COOKIE).putInt(deflated);
      return Arrays.copyOf(encoded, COMPRESSED_HEAD + deflated);
    } finally {
      deflater.end();
    }
  }
}
