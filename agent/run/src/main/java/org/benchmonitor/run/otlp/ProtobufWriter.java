package org.benchmonitor.run.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes messages of Protocol Buffers into one buffer, which grows; one thread.
 *
 * <p>A message inside of another is written between {@link #begin} and {@link #end}. Its length is
 * known at its end, so what it takes more than one byte for moves the message.
 */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int WITH_LENGTH = 2;

  private byte[] bytes = new byte[8192];
  private int length;

  /** Forgets what was written. */
  void clear() {
    length = 0;
  }

  /** The bytes written so far. */
  int size() {
    return length;
  }

  /** A copy of what was written. */
  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void number(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  void fixed(int field, long value) {
    tag(field, FIXED64);
    fixed(value);
  }

  void fixed(int field, double value) {
    fixed(field, Double.doubleToRawLongBits(value));
  }

  /** A text; half a surrogate pair becomes a question mark. */
  void text(int field, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    tag(field, WITH_LENGTH);
    varint(encoded.length);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** Begins a message, or a packed list; returns what {@link #end} is told. */
  int begin(int field) {
    tag(field, WITH_LENGTH);
    ensure(1);
    length++;
    return length;
  }

  /** Ends the message that was begun last. */
  void end(int begun) {
    int size = length - begun;
    int prefix = varintSize(size);
    ensure(prefix - 1);
    System.arraycopy(bytes, begun, bytes, begun - 1 + prefix, size);
    length = begun - 1;
    varint(size);
    length += size;
  }

  /** An element of a packed list. */
  void fixed(long value) {
    ensure(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[length] = (byte) (value >>> (8 * i));
      length++;
    }
  }

  /** An element of a packed list. */
  void fixed(double value) {
    fixed(Double.doubleToRawLongBits(value));
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    ensure(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length] = (byte) ((left & 0x7f) | 0x80);
      length++;
      left >>>= 7;
    }
    bytes[length] = (byte) left;
    length++;
  }

  private static int varintSize(int value) {
    int size = 1;
    for (int left = value >>> 7; left != 0; left >>>= 7) {
      size++;
    }
    return size;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
