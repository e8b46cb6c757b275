package org.benchmonitor.host.sample;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of this process, from {@code /proc/self/stat}; for one thread.
 *
 * <p>The management bean tells the same to the same hundredth of a second. To make that bean, the
 * JDK asks the providers of all modules and reads the files of the control group: 30 ms of CPU in a
 * host's first second. It reads with {@code java.io}, because a host may have replaced the default
 * file system.
 */
final class LinuxProcess {
  private static final String FILE = "/proc/self/stat";

  /** A name may have 64 bytes, each further field at most 21. */
  private static final int MOST_BYTES = 2048;

  /** The kernel's USER_HZ is 100 on every processor that HotSpot runs on. */
  private static final long TICK_NANOS = 10_000_000;

  /**
   * Fields 14 and 15, the times in user and in kernel mode; field 3 is the first after the name.
   */
  private static final int USER_AFTER_NAME = 14 - 3;

  private static final int KERNEL_AFTER_NAME = 15 - 3;

  private final String file;
  private final byte[] bytes = new byte[MOST_BYTES];

  private LinuxProcess(String file) {
    this.file = file;
  }

  /** Null on a system that has no such file, or does not let it be read. */
  static @Nullable LinuxProcess find() {
    return find(FILE);
  }

  static @Nullable LinuxProcess find(String file) {
    LinuxProcess found = new LinuxProcess(file);
    return found.cpuNanos() < 0 ? null : found;
  }

  /** The time of all threads so far, also of those that have ended; negative if not told. */
  long cpuNanos() {
    try (FileInputStream in = new FileInputStream(file)) {
      return parse(in.read(bytes));
    } catch (IOException | SecurityException unreadable) {
      return -1;
    }
  }

  /** The name is in parentheses and may hold some itself, and blanks. */
  private long parse(int length) {
    int at = length - 1;
    while (at >= 0 && bytes[at] != ')') {
      at--;
    }
    if (at < 0) {
      return -1;
    }
    at += 2;
    long ticks = 0;
    for (int field = 0; field <= KERNEL_AFTER_NAME; field++) {
      long number = 0;
      int first = at;
      for (; at < length && bytes[at] != ' '; at++) {
        number = 10 * number + bytes[at] - '0';
      }
      if (at == first) {
        return -1;
      }
      ticks += field >= USER_AFTER_NAME ? number : 0;
      at++;
    }
    return ticks * TICK_NANOS;
  }
}
