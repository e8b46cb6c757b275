package org.benchmonitor.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records with components of every kind; {@link #get} says what their methods did. */
public final class Values implements Supplier<List<Object>> {
  enum Colour {
    RED
  }

  record Empty() {}

  record Small(boolean flag, byte octet, short number, char letter) {}

  record Wide(int number, long large, float rough, double fine) {}

  @SuppressWarnings("ArrayRecordComponent") // what a record does with an array is what is tested
  record Objects(@Nullable String text, @Nullable Colour colour, int @Nullable [] array) {}

  record Generic<T>(@Nullable T value, List<T> values) implements Comparable<Generic<T>> {
    @Override
    public int compareTo(Generic<T> other) {
      return Integer.compare(values.size(), other.values.size());
    }
  }

  record Nested(Small small, Wide wide) {}

  /** The compiler leaves but two of three to the JDK. */
  record Spoken(String name, int count) {
    @Override
    public String toString() {
      return name + " x " + count;
    }
  }

  private static List<Object> all() {
    int[] array = {1};
    Small small = new Small(true, (byte) -1, (short) 300, 'x');
    return List.of(
        new Empty(),
        small,
        new Small(false, (byte) -1, (short) 300, 'x'),
        new Small(true, (byte) 1, (short) 300, 'x'),
        new Small(true, (byte) -1, (short) 301, 'x'),
        new Small(true, (byte) -1, (short) 300, 'y'),
        new Wide(1, 1L << 40, 0f, 0.0),
        new Wide(2, 1L << 40, 0f, 0.0),
        new Wide(1, 1L << 41, 0f, 0.0),
        new Wide(1, 1L << 40, -0f, 0.0),
        new Wide(1, 1L << 40, 0f, -0.0),
        new Wide(1, 1L << 40, Float.NaN, Double.NaN),
        new Objects("text", null, null),
        new Objects(new String("text"), null, null),
        new Objects(null, null, null),
        new Generic<>("one", List.of("one")),
        new Generic<>(1L, List.of(1L)),
        new Nested(small, new Wide(1, 1, 1, Double.NaN)),
        new Nested(small, new Wide(1, 1, 1, Double.NaN)),
        new Spoken("word", 3),
        new Spoken("word", 4),
        new Objects("same array", null, array),
        new Objects("same array", null, array),
        "no record");
  }

  @Override
  public List<Object> get() {
    List<Object> did = new ArrayList<>();
    List<Object> all = all();
    @Nullable Object nothing = null;
    for (Object one : all) {
      for (Object other : all) {
        did.add(one.equals(other));
      }
      did.add(one.equals(nothing));
      // The hash code of an array or an enum is another one in each class loader and each JVM.
      if (!(one instanceof Objects objects && objects.array() != null)) {
        did.add(one.hashCode());
        did.add(one.toString());
      }
    }
    did.add(new Objects(null, Colour.RED, null).toString());
    return did;
  }
}
