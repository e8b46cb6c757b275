package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.benchmonitor.run.export.Surrogates;
import org.jspecify.annotations.Nullable;

/**
 * Collects frames, so that all that a tick adds is one write. One thread at a time; used again and
 * again.
 *
 * <p>A frame that was begun and not ended, because something failed in between, is no part of what
 * was collected. The values of a payload are unsigned and signed numbers of as few bytes as they
 * need, doubles, texts, bytes and times.
 */
final class FrameBuffer {
  /** The length and the type before a payload. */
  static final int HEAD = 5;

  /** The checksum behind it. */
  static final int SUM = 4;

  private static final int FIRST = 4096;
  private static final int MOST_KEPT = 64 * FIRST;
  private static final int MORE = 0x80;
  private static final int LONGEST = 10;

  private final CRC32C sum = new CRC32C();
  private byte[] bytes = new byte[FIRST];
  private int length;

  /** Behind the last whole frame. */
  private int whole;

  /** Begins a frame; the values that follow are its payload. */
  FrameBuffer begin(int type) {
    length = whole;
    room(HEAD);
    length += HEAD;
    bytes[length - 1] = (byte) type;
    return this;
  }

  /** Ends the frame. */
  void end() {
    room(SUM);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(whole, length - whole - HEAD);
    sum.reset();
    sum.update(bytes, whole, length - whole);
    buffer.putInt(length, (int) sum.getValue());
    length += SUM;
    whole = length;
  }

  FrameBuffer unsigned(long value) {
    room(LONGEST);
    long rest = value;
    while ((rest & -MORE) != 0) {
      bytes[length++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** A count or a length of time: below 0 it is 0, so that no figure can end a file. */
  FrameBuffer count(long value) {
    return unsigned(Math.max(0, value));
  }

  /** A count that may be unknown: -1 then. */
  FrameBuffer countOrUnknown(long value) {
    return signed(Math.max(-1, value));
  }

  FrameBuffer signed(long value) {
    return unsigned((value << 1) ^ (value >> 63));
  }

  FrameBuffer flag(boolean value) {
    return unsigned(value ? 1 : 0);
  }

  FrameBuffer number(double value) {
    room(Double.BYTES);
    ByteBuffer.wrap(bytes).putDouble(length, value);
    length += Double.BYTES;
    return this;
  }

  /** Half of a pair of surrogates, which UTF-8 does not have, becomes U+FFFD. */
  FrameBuffer text(String value) {
    return bytes(whole(value).getBytes(StandardCharsets.UTF_8));
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return Surrogates.repair(text);
      }
    }
    return text;
  }

  FrameBuffer textOrNull(@Nullable String value) {
    flag(value != null);
    return value == null ? this : text(value);
  }

  FrameBuffer bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  FrameBuffer bytes(byte[] all, int from, int count) {
    unsigned(count);
    room(count);
    System.arraycopy(all, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Without their number. */
  FrameBuffer raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  FrameBuffer time(Instant value) {
    return signed(value.getEpochSecond()).unsigned(value.getNano());
  }

  FrameBuffer timeOrNull(@Nullable Instant value) {
    flag(value != null);
    return value == null ? this : time(value);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** All whole frames so far, for one write to a channel; they hold until the buffer changes. */
  ByteBuffer frames() {
    return ByteBuffer.wrap(bytes, 0, whole).asReadOnlyBuffer();
  }

  /** Forgets all frames. What one large tick has made large is given back. */
  void clear() {
    length = 0;
    whole = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[FIRST];
    }
  }
}
