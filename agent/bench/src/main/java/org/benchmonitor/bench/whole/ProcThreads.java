package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each thread of a process has used, as Linux accounts for it. */
record ProcThreads(Map<String, Used> byThread) {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final String WAITS = "voluntary_ctxt_switches:";

  /**
   * A thread's use.
   *
   * @param name cut by Linux to 15 characters
   * @param nanos of CPU time
   * @param waits how often it gave up its core to wait; each but the last ended in a wake-up
   */
  record Used(String name, long nanos, long waits) {
    Used plus(Used other) {
      return new Used(name, nanos + other.nanos, waits + other.waits);
    }

    Used minus(Used before) {
      return new Used(name, nanos - before.nanos, waits - before.waits);
    }
  }

  static boolean isAgent(String name) {
    return name.startsWith("monitor");
  }

  static boolean isCompiler(String name) {
    return name.startsWith("C1 ") || name.startsWith("C2 ");
  }

  static boolean isCollector(String name) {
    return name.startsWith("GC ") || name.startsWith("G1 ") || name.startsWith("VM ");
  }

  static ProcThreads of(long pid) throws IOException {
    Map<String, Used> threads = new HashMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        read(task).ifPresent(used -> threads.put(task.getFileName().toString(), used));
      }
    } catch (DirectoryIteratorException ended) {
      throw ended.getCause();
    }
    return new ProcThreads(threads);
  }

  private static Optional<Used> read(Path task) throws IOException {
    try {
      return Optional.of(
          new Used(Files.readString(task.resolve("comm")).trim(), nanos(task), waits(task)));
    } catch (IOException failure) {
      // Linux also says "no such process" of a thread that ended between opening and reading.
      if (Files.exists(task)) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  /** What all threads of a process have used, those that have ended too; to 10 ms. */
  static long nanosOfAll(long pid) throws IOException {
    return ticksOf(Path.of("/proc", Long.toString(pid)));
  }

  private static long nanos(Path task) throws IOException {
    Path schedstat = task.resolve("schedstat");
    return Files.exists(schedstat)
        ? Long.parseLong(Files.readString(schedstat).split(" ", 2)[0])
        : ticksOf(task);
  }

  private static long ticksOf(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    // The name, in brackets, may contain blanks; user and system time are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
  }

  private static long waits(Path task) throws IOException {
    return Files.readAllLines(task.resolve("status")).stream()
        .filter(line -> line.startsWith(WAITS))
        .mapToLong(line -> Long.parseLong(line.substring(WAITS.length()).trim()))
        .sum();
  }

  /** The nanoseconds so far of each thread whose name begins so. */
  Map<String, Long> nanosOf(String prefix) {
    Map<String, Long> nanos = new HashMap<>();
    byThread.forEach(
        (id, used) -> {
          if (used.name().startsWith(prefix)) {
            nanos.put(id, used.nanos());
          }
        });
    return nanos;
  }

  /** What was used since an earlier reading, by name; numbers at the end of names are left out. */
  Map<String, Used> since(ProcThreads before) {
    Map<String, Used> byName = new HashMap<>();
    byThread.forEach(
        (id, used) -> {
          String name = used.name().replaceFirst("[-#0-9]+$", "");
          Used then = before.byThread.get(id);
          Used since = new Used(name, used.nanos(), used.waits());
          byName.merge(name, then == null ? since : since.minus(then), Used::plus);
        });
    return byName;
  }
}
