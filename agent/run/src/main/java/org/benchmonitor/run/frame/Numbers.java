package org.benchmonitor.run.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each name a number when it is first written, from 0; one thread.
 *
 * <p>The frame of names comes before the first frame that has the number.
 */
final class Numbers {
  /** What a name is of. */
  enum Kind {
    OPERATION(0),
    ERROR_TYPE(1),
    COLLECTOR(2),
    /** A rule by which latencies are corrected. */
    RULE(3);

    /** What stands for it in a file. */
    final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private final Kind kind;
  private final FrameBuffer out;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  Numbers(Kind kind, FrameBuffer out) {
    this.kind = kind;
    this.out = out;
  }

  /** Gives the name a number; writes a frame if it is new, so no frame may be open. */
  void add(String name) {
    if (!numbers.containsKey(name)) {
      write(numbers.size(), name, name);
      // Only now: a number whose frame could not be written would end the file.
      numbers.put(name, numbers.size());
    }
  }

  /** The number of a name that has one. */
  int of(String name) {
    Integer known = numbers.get(name);
    if (known == null) {
      throw new IllegalStateException("no number: ".concat(name));
    }
    return known;
  }

  /** Writes what a name is called where it is shown, from now on. */
  void show(String name, String shown) {
    add(name);
    write(of(name), name, shown);
  }

  /** Writes all of them again, with the same numbers. */
  void again() {
    for (Map.Entry<String, Integer> one : numbers.entrySet()) {
      write(one.getValue(), one.getKey(), one.getKey());
    }
  }

  private void write(int number, String name, String shown) {
    out.begin(FrameType.NAMES).unsigned(kind.code).unsigned(number).text(name).text(shown).end();
  }
}
