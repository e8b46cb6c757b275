package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The CPU time of each thread of a process as Linux accounts for it, in nanoseconds. */
record ProcThreads(Map<String, Used> byThread) {
  private static final long NANOS_PER_TICK = 10_000_000;

  /**
   * A thread's use.
   *
   * @param name cut by Linux to 15 characters
   */
  record Used(String name, long nanos) {}

  static ProcThreads of(long pid) throws IOException {
    Map<String, Used> threads = new HashMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        read(task).ifPresent(used -> threads.put(task.getFileName().toString(), used));
      }
    }
    return new ProcThreads(threads);
  }

  private static Optional<Used> read(Path task) throws IOException {
    try {
      return Optional.of(new Used(Files.readString(task.resolve("comm")).trim(), nanos(task)));
    } catch (IOException failure) {
      // Linux also says "no such process" of a thread that ended between opening and reading.
      if (Files.exists(task)) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private static long nanos(Path task) throws IOException {
    Path schedstat = task.resolve("schedstat");
    if (Files.exists(schedstat)) {
      return Long.parseLong(Files.readString(schedstat).split(" ", 2)[0]);
    }
    String stat = Files.readString(task.resolve("stat"));
    // The name, in brackets, may contain blanks; user and system time are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
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

  /** The nanoseconds since an earlier reading by name; numbers at the end of names are left out. */
  Map<String, Long> since(ProcThreads before) {
    Map<String, Long> byName = new HashMap<>();
    byThread.forEach(
        (id, used) -> {
          Used then = before.byThread.get(id);
          long nanos = used.nanos() - (then == null ? 0 : then.nanos());
          byName.merge(used.name().replaceFirst("[-#0-9]+$", ""), nanos, Long::sum);
        });
    return byName;
  }
}
