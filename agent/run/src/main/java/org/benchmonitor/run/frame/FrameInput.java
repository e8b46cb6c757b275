package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one payload, as {@link FrameBuffer} writes them; one thread.
 *
 * <p>Whatever the bytes are, a value is within bounds that sums of many stay far below those of a
 * long, or it is a {@link BadFrame}. Bytes behind the last value that a reader knows are left: a
 * later version may have added some.
 */
final class FrameInput {
  private static final int MORE = 0x80;
  private static final int MOST_SHIFT = 63;
  private static final long MOST_COUNT = 1L << 53;
  private static final long MOST_NANOS = Duration.ofDays(3_660).toNanos();
  private static final long MOST_SECONDS = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();
  private static final int NANOS = 1_000_000_000;

  private final ByteBuffer payload;
  private final boolean lasts;

  FrameInput(ByteBuffer payload) {
    this(payload, false);
  }

  /**
   * Begins at the position of the payload.
   *
   * @param lasts whether nobody changes the bytes afterwards
   */
  FrameInput(ByteBuffer payload, boolean lasts) {
    this.payload = payload;
    this.lasts = lasts && payload.hasArray();
  }

  private byte next() throws BadFrame {
    if (!payload.hasRemaining()) {
      throw new BadFrame("its payload is too short");
    }
    return payload.get();
  }

  private long unsigned() throws BadFrame {
    long value = 0;
    int shift = 0;
    byte one = next();
    while ((one & MORE) != 0) {
      value |= (long) (one & (MORE - 1)) << shift;
      shift += 7;
      if (shift > MOST_SHIFT) {
        throw new BadFrame("a number has too many bytes");
      }
      one = next();
    }
    return value | (long) one << shift;
  }

  private long upTo(long most) throws BadFrame {
    long value = unsigned();
    if (value < 0 || value > most) {
      throw new BadFrame(
          "a number is " + Long.toUnsignedString(value) + ", the most allowed is " + most);
    }
    return value;
  }

  long count() throws BadFrame {
    return upTo(MOST_COUNT);
  }

  /** A length of time, of ten years at most. */
  long nanos() throws BadFrame {
    return upTo(MOST_NANOS);
  }

  Duration duration() throws BadFrame {
    return Duration.ofNanos(nanos());
  }

  /** The number of things that follow, each of at least a byte. */
  int size() throws BadFrame {
    long value = unsigned();
    // Only now: the number itself is no part of what is left.
    if (value < 0 || value > payload.remaining()) {
      throw new BadFrame("a list is longer than its frame");
    }
    return (int) value;
  }

  int small() throws BadFrame {
    return (int) upTo(Integer.MAX_VALUE);
  }

  long signed() throws BadFrame {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count, or -1 where it is not known. */
  long countOrUnknown() throws BadFrame {
    long value = signed();
    if (value < -1 || value > MOST_COUNT) {
      throw new BadFrame("a number is " + value + ", allowed are -1 to " + MOST_COUNT);
    }
    return value;
  }

  int smallOrUnknown() throws BadFrame {
    return (int) Math.min(Integer.MAX_VALUE, countOrUnknown());
  }

  boolean flag() throws BadFrame {
    return unsigned() != 0;
  }

  double number() throws BadFrame {
    if (payload.remaining() < Double.BYTES) {
      throw new BadFrame("its payload is too short");
    }
    return payload.getDouble();
  }

  String text() throws BadFrame {
    int length = size();
    ByteBuffer slice = payload.slice(payload.position(), length);
    payload.position(payload.position() + length);
    return StandardCharsets.UTF_8.decode(slice).toString();
  }

  @Nullable String textOrNull() throws BadFrame {
    return flag() ? text() : null;
  }

  byte[] bytes() throws BadFrame {
    byte[] value = new byte[size()];
    payload.get(value);
    return value;
  }

  /** Bytes of an array that nobody changes afterwards: that of the payload, if so, or a copy. */
  ByteBuffer lasting() throws BadFrame {
    if (!lasts) {
      return ByteBuffer.wrap(bytes());
    }
    int length = size();
    ByteBuffer slice = payload.slice(payload.position(), length);
    payload.position(payload.position() + length);
    return slice;
  }

  /** From 1970 to 2199. */
  Instant time() throws BadFrame {
    long seconds = signed();
    long nanos = unsigned();
    if (seconds < 0 || seconds >= MOST_SECONDS || nanos < 0 || nanos >= NANOS) {
      throw new BadFrame("a time is none from 1970 to 2199");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  @Nullable Instant timeOrNull() throws BadFrame {
    return flag() ? time() : null;
  }

  /** Whether there are values behind those that were read. */
  boolean hasMore() {
    return payload.hasRemaining();
  }

  /** All that is left. */
  byte[] all() {
    byte[] value = new byte[payload.remaining()];
    payload.get(value);
    return value;
  }
}
