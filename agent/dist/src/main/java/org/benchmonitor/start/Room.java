package org.benchmonitor.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The room that a JVM has for the monitor, looked at before anything large is loaded.
 *
 * <p>A monitor that starts where there is too little makes the host run out of memory. Most JVMs
 * have no limit but that of the heap, so the look takes microseconds.
 *
 * @param heap bytes left
 * @param metaspace bytes left
 * @param classSpace bytes left of the part of the metaspace that has a limit of its own
 * @param collects whether the collector ever frees anything
 */
record Room(long heap, long metaspace, long classSpace, boolean collects) {
  /** Holds the monitor's 6 MB, what its start throws away, and a host that is small itself. */
  static final long HEAP_NEEDED = 12L << 20;

  /** Holds the monitor's 18 MB and the first classes of a host. */
  static final long METASPACE_NEEDED = 24L << 20;

  static final long CLASS_SPACE_NEEDED = 4L << 20;

  private static final long MB = 1 << 20;

  /** How much of each space is in use, in bytes. */
  record Used(long heap, long metaspace, long classSpace) {}

  /**
   * The room under these options of the JVM.
   *
   * @param options wherever they came from; of two of a kind, a JVM honours the last
   */
  static Room of(List<String> options, long maxHeap, Used used) {
    return new Room(
        maxHeap - used.heap,
        size(options, "MaxMetaspaceSize") - used.metaspace,
        size(options, "CompressedClassSpaceSize") - used.classSpace,
        !isOn(options, "UseEpsilonGC"));
  }

  /** Whether the metaspace has a limit, so that what is in use matters. */
  static boolean isMetaspaceLimited(List<String> options) {
    return size(options, "MaxMetaspaceSize") < Long.MAX_VALUE
        || size(options, "CompressedClassSpaceSize") < Long.MAX_VALUE;
  }

  /** What there is too little of, as the end of a sentence; null if the monitor has room. */
  @Nullable String lack() {
    if (!collects) {
      return "this JVM's collector never collects, and the monitor needs one that does";
    }
    if (heap < HEAP_NEEDED) {
      return lack(heap, "heap", HEAP_NEEDED);
    }
    if (metaspace < METASPACE_NEEDED) {
      return lack(metaspace, "metaspace", METASPACE_NEEDED);
    }
    if (classSpace < CLASS_SPACE_NEEDED) {
      return lack(classSpace, "compressed class space", CLASS_SPACE_NEEDED);
    }
    return null;
  }

  private static String lack(long left, String what, long needed) {
    String there = Math.max(0, left) / MB + " MB of " + what + " are left";
    return there + ", the monitor needs " + needed / MB;
  }

  private static boolean isOn(List<String> options, String name) {
    boolean on = false;
    for (String option : options) {
      String flag = flag(option);
      if (flag.length() == name.length() + 1 && flag.endsWith(name)) {
        on = flag.charAt(0) == '+';
      }
    }
    return on;
  }

  private static long size(List<String> options, String name) {
    long size = Long.MAX_VALUE;
    for (String option : options) {
      String flag = flag(option);
      if (flag.startsWith(name) && flag.startsWith("=", name.length())) {
        size = bytes(flag.substring(name.length() + 1));
      }
    }
    return size;
  }

  /** Options come with {@code -XX:} or, from a file of flags, without it. */
  private static String flag(String option) {
    return option.startsWith("-XX:") ? option.substring("-XX:".length()) : option;
  }

  /** A size as the JVM reads it: a number, also hexadecimal, and a letter. */
  private static long bytes(String text) {
    try {
      int end = text.length();
      int shift = end == 0 ? 0 : shift(text.charAt(end - 1));
      long number = Long.decode(shift == 0 ? text : text.substring(0, end - 1));
      return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
    } catch (NumberFormatException unlikeAnySize) {
      return Long.MAX_VALUE;
    }
  }

  private static int shift(char unit) {
    return switch (unit) {
      case 'k', 'K' -> 10;
      case 'm', 'M' -> 20;
      case 'g', 'G' -> 30;
      case 't', 'T' -> 40;
      default -> 0;
    };
  }
}
