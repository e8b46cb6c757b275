package org.benchmonitor.run.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Finds single fields in messages of Protocol Buffers that come from elsewhere, of any bytes.
 *
 * <p>What is no message has none of the fields.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares readers
record ProtobufReader(byte[] bytes, int from, int to) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int WITH_LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 64;

  /** A value, and the place behind it, which is negative where there is no message. */
  private record Place(int end, long value) {
    static final Place NONE = new Place(-1, 0);
  }

  /** The number in a field; 0 if there is none. */
  long number(int field) {
    Place found = find(field, VARINT);
    return found == null ? 0 : found.value;
  }

  /** What is in a field that has a length: a message or a text; null if there is none. */
  @Nullable ProtobufReader part(int field) {
    Place found = find(field, WITH_LENGTH);
    return found == null
        ? null
        : new ProtobufReader(bytes, found.end - (int) found.value, found.end);
  }

  /** The last one of a field, as the protocol has it. */
  private @Nullable Place find(int field, int wireType) {
    Place found = null;
    int at = from;
    while (at < to) {
      Place tag = varint(at);
      if (tag.end < 0) {
        return null;
      }
      int type = (int) (tag.value & 7);
      Place value = value(type, tag.end);
      if (value.end < 0) {
        return null;
      }
      if (tag.value >>> 3 == field && type == wireType) {
        found = value;
      }
      at = value.end;
    }
    return found;
  }

  private Place value(int wireType, int at) {
    return switch (wireType) {
      case VARINT -> varint(at);
      case FIXED64 -> skip(at, Long.BYTES);
      case FIXED32 -> skip(at, Integer.BYTES);
      case WITH_LENGTH -> {
        Place size = varint(at);
        yield size.end < 0 ? Place.NONE : skip(size.end, size.value);
      }
      default -> Place.NONE;
    };
  }

  private Place skip(int at, long size) {
    return size < 0 || size > to - at ? Place.NONE : new Place(at + (int) size, size);
  }

  private Place varint(int at) {
    long value = 0;
    int next = at;
    for (int shift = 0; shift < LONGEST_VARINT && next < to; shift += 7) {
      byte part = bytes[next];
      next++;
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return new Place(next, value);
      }
    }
    return Place.NONE;
  }
}
