package org.benchmonitor.host.counter;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.benchmonitor.setup.config.ClockChoice;
import org.jspecify.annotations.Nullable;

/**
 * Whether the time stamp counter can be trusted, and reached without a trace; any thread. Reads a
 * few files of the system.
 *
 * <p>The kernel watches the counter for as long as it is its own clock source, on all cores, and
 * leaves it when it finds it unstable.
 *
 * @param root where the system's files are
 */
record CounterConditions(Path root) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * Says what is missing.
   *
   * @param choice {@code AUTO} asks for more: that nothing watches this process for what it maps,
   *     because a refused executable page may be a line in the system's audit log, or the end of
   *     the process
   * @return the reason against it, or null
   */
  @Nullable String obstacle(ClockChoice choice) {
    String obstacle = sourceObstacle();
    if (obstacle == null) {
      obstacle = flagsObstacle();
    }
    if (obstacle == null && choice == ClockChoice.AUTO) {
      obstacle = watched();
    }
    return obstacle;
  }

  /** Says why the kernel's own clock is not the counter, or null. */
  @Nullable String sourceObstacle() {
    String source =
        line("sys/devices/system/clocksource/clocksource0/current_clocksource", "").strip();
    return source.equals("tsc") ? null : "the kernel's clock source is not tsc but " + source;
  }

  private @Nullable String flagsObstacle() {
    List<String> flags = List.of(BLANKS.split(line("proc/cpuinfo", "flags")));
    for (String flag : new String[] {"constant_tsc", "nonstop_tsc"}) {
      if (!flags.contains(flag)) {
        return "the processor does not say " + flag;
      }
    }
    return null;
  }

  private @Nullable String watched() {
    String filter = line("proc/self/status", "Seccomp:");
    if (!filter.strip().equals("Seccomp:\t0")) {
      return "system calls are filtered: " + filter;
    }
    return line("sys/fs/selinux/enforce", "").startsWith("0") || !has("sys/fs/selinux/enforce")
        ? null
        : "SELinux enforces its policy";
  }

  private boolean has(String file) {
    return !Files.notExists(root.resolve(file));
  }

  /** The first line that begins so, or what is wrong with the file. */
  private String line(String file, String start) {
    try (BufferedReader lines = Files.newBufferedReader(root.resolve(file))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          return line;
        }
      }
      return "unknown";
    } catch (NoSuchFileException none) {
      return "unknown";
    } catch (IOException unreadable) {
      return "unreadable";
    }
  }
}
