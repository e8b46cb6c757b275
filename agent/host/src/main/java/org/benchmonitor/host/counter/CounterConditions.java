package org.benchmonitor.host.counter;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.benchmonitor.setup.config.ClockChoice;
import org.jspecify.annotations.Nullable;

/**
 * Whether the time stamp counter can be trusted, and reached without a trace; any thread. Reads a
 * few files of the system with {@code java.io}, because a host may have replaced the default file
 * system.
 *
 * <p>The kernel watches the counter for as long as it is its own clock source, on all cores, and
 * leaves it when it finds it unstable.
 *
 * @param root where the system's files are, with a slash at the end
 * @param vmInfo how the JVM compiles, as in {@code java.vm.info}
 */
record CounterConditions(String root, String vmInfo) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String UNKNOWN = "unknown";
  private static final String UNREADABLE = "unreadable";
  private static final String SELINUX = "sys/fs/selinux/enforce";
  private static final String THREAD = "proc/thread-self/status";

  /** Those of this machine and JVM. */
  static CounterConditions ofThisJvm() {
    return new CounterConditions("/", System.getProperty("java.vm.info", ""));
  }

  /**
   * Says what is missing.
   *
   * @param choice {@code AUTO} asks for more: that neither seccomp nor SELinux stands between this
   *     process and an executable page, because a refused one may be a line in the system's audit
   *     log, or the end of the process; and that calls of native code are not slow
   * @return the reason against it, or null
   */
  @Nullable String obstacle(ClockChoice choice) {
    String source = source();
    if (!source.equals("tsc")) {
      return sourceIs(source);
    }
    String obstacle = flagsObstacle();
    if (obstacle == null && choice == ClockChoice.AUTO) {
      obstacle = slow();
    }
    if (obstacle == null && choice == ClockChoice.AUTO) {
      obstacle = watched();
    }
    return obstacle;
  }

  /**
   * Says that the kernel has another clock, or null. A source that cannot be read just now, for
   * want of a file descriptor, is not another one.
   */
  @Nullable String otherSource() {
    String source = source();
    return source.equals("tsc") || source.equals(UNKNOWN) || source.equals(UNREADABLE)
        ? null
        : sourceIs(source);
  }

  private static String sourceIs(String source) {
    return "the kernel's clock source is not tsc but " + source;
  }

  private String source() {
    return line("sys/devices/system/clocksource/clocksource0/current_clocksource", "").strip();
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

  /** In the words of HotSpot: {@code -Xint}, and C1 alone. */
  private @Nullable String slow() {
    return vmInfo.contains("interpreted mode") || vmInfo.contains("emulated-client")
        ? "this JVM compiles nothing with C2: " + vmInfo
        : null;
  }

  private @Nullable String watched() {
    // Of this thread: a filter may hold for some of the process's only.
    String filter = line(has(THREAD) ? THREAD : "proc/self/status", "Seccomp:");
    if (!filter.strip().equals("Seccomp:\t0")) {
      return "system calls are filtered: " + filter;
    }
    return line(SELINUX, "").startsWith("0") || !has(SELINUX)
        ? null
        : "SELinux enforces its policy";
  }

  private boolean has(String file) {
    return new File(root + file).exists();
  }

  /** The first line that begins so, or what is wrong with the file. */
  private String line(String file, String start) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(root + file), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          return line;
        }
      }
      return UNKNOWN;
    } catch (IOException | SecurityException unreadable) {
      return UNREADABLE;
    }
  }
}
