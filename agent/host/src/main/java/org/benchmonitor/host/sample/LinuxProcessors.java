package org.benchmonitor.host.sample;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The busy share of all processors of the machine, from the first line of {@code /proc/stat}; for
 * one thread.
 *
 * <p>In place of the management bean's: in a container that reads the files of the control group
 * line by line, each tick. It reads with {@code java.io}, because a host may have replaced the
 * default file system.
 */
final class LinuxProcessors {
  private static final String FILE = "/proc/stat";
  private static final int MOST_BYTES = 512;
  private static final int USER = 0;
  private static final int NICE = 1;
  private static final int SYSTEM = 2;
  private static final int IRQ = 5;
  private static final int SOFTIRQ = 6;
  private static final int STEAL = 7;

  private final String file;
  private final byte[] bytes = new byte[MOST_BYTES];
  private long busy;
  private long all;

  private LinuxProcessors(String file) {
    this.file = file;
  }

  /** Null on a system that has no such file, or does not let it be read. */
  static @Nullable LinuxProcessors find() {
    return find(FILE);
  }

  static @Nullable LinuxProcessors find(String file) {
    LinuxProcessors found = new LinuxProcessors(file);
    return found.read() ? found : null;
  }

  /** The share since the last call, from 0 to 1; negative if it cannot be told. */
  double busyShare() {
    long busyBefore = busy;
    long allBefore = all;
    if (!read() || all <= allBefore) {
      return -1;
    }
    // A counter of the kernel's may go back by a little, when a processor is taken away.
    return Math.max(0, Math.min(1, (busy - busyBefore) / (double) (all - allBefore)));
  }

  /** Reads the line; false if there is none such. */
  private boolean read() {
    try (FileInputStream in = new FileInputStream(file)) {
      return parse(in.read(bytes));
    } catch (IOException | SecurityException unreadable) {
      return false;
    }
  }

  /**
   * Parses "cpu", then ticks: user, nice, system, idle, iowait, irq, softirq, steal. What follows
   * is part of user and nice. What the hypervisor has stolen was neither idle nor used.
   */
  private boolean parse(int length) {
    if (length < 4 || bytes[0] != 'c' || bytes[1] != 'p' || bytes[2] != 'u' || bytes[3] != ' ') {
      return false;
    }
    long used = 0;
    long sum = 0;
    int at = 3;
    for (int field = 0; field <= STEAL; field++) {
      while (at < length && bytes[at] == ' ') {
        at++;
      }
      long ticks = 0;
      while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
        ticks = 10 * ticks + bytes[at] - '0';
        at++;
      }
      sum += ticks;
      used += isBusy(field) ? ticks : 0;
    }
    busy = used;
    all = sum;
    return sum > 0;
  }

  private static boolean isBusy(int field) {
    return field == USER || field == NICE || field == SYSTEM || field == IRQ || field == SOFTIRQ;
  }
}
