package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process in {@code /proc/<pid>/stat} (proc_pid_stat(5)).
 *
 * @param startTicks field 22, or -1 where there is no such file
 */
record ProcStat(boolean isZombie, long startTicks) {
  private static final ProcStat UNKNOWN = new ProcStat(false, -1);

  /** Field 3 is the first after the name; the name is in parentheses and may hold some itself. */
  private static final int START_AFTER_NAME = 22 - 3;

  static ProcStat of(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException | RuntimeException notLinux) {
      return UNKNOWN;
    }
  }

  /** The number of this process, or -1 where there is no such file. */
  static long ownPid() {
    try {
      return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
    } catch (IOException | RuntimeException notLinux) {
      return -1;
    }
  }

  static ProcStat parse(String text) {
    String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
    return new ProcStat(fields[0].equals("Z"), Long.parseLong(fields[START_AFTER_NAME]));
  }
}
