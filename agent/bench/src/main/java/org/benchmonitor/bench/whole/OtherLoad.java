package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How much of the machine went to others since a moment, in percent of all cores: to processes that
 * are neither this one nor its ended children, and to other machines on the same hardware.
 *
 * <p>A time or a rate that was measured while others took much says how the cores were shared, not
 * what the agent costs. Known on Linux only.
 */
record OtherLoad(long busyTicks, long allTicks, long ownTicks) {
  /** Above this the machine is not quiet enough for times and rates. */
  static final double MOST_PERCENT = 5;

  private static final Path MACHINE = Path.of("/proc/stat");
  private static final Path SELF = Path.of("/proc/self/stat");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** The counters now, all zero where there are none. */
  static OtherLoad now() throws IOException {
    if (!Files.isReadable(MACHINE)) {
      return new OtherLoad(0, 0, 0);
    }
    try (var lines = Files.lines(MACHINE)) {
      // cpu user nice system idle iowait irq softirq steal; guests are part of user.
      long[] cpu = numbers(lines.findFirst().orElseThrow().substring("cpu".length()).trim());
      long all = Arrays.stream(cpu, 0, 8).sum();
      String self = Files.readString(SELF);
      String[] fields = BLANKS.split(self.substring(self.lastIndexOf(')') + 2).trim());
      // utime, stime and the same of the children that have ended: fields 14 to 17.
      long own = Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
      return new OtherLoad(all - cpu[3] - cpu[4], all, own);
    }
  }

  private static long[] numbers(String text) {
    return BLANKS.splitAsStream(text).mapToLong(Long::parseLong).toArray();
  }

  /** The share of the others from an earlier reading to this one; empty if it is not known. */
  OptionalDouble percentSince(OtherLoad before) {
    long all = allTicks - before.allTicks;
    if (all <= 0) {
      return OptionalDouble.empty();
    }
    long others = busyTicks - before.busyTicks - (ownTicks - before.ownTicks);
    return OptionalDouble.of(100.0 * Math.max(0, others) / all);
  }
}
