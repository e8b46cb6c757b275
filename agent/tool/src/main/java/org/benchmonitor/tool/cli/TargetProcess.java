package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the system knows about another process, without a request to it. */
final class TargetProcess {
  private static final String VERSION = "JAVA_VERSION=";
  private static final String SIGNALS_CAUGHT = "SigCgt:";
  private static final long SIGQUIT = 1L << (3 - 1);

  private TargetProcess() {}

  static boolean isThisUsers(ProcessHandle process) {
    Optional<String> own = ProcessHandle.current().info().user();
    return own.isEmpty() || process.info().user().equals(own);
  }

  static boolean isCalledJava(ProcessHandle process) {
    String command = process.info().command().orElse("");
    String name =
        command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
    return name.equals("java") || name.equals("java.exe") || name.equals("javaw.exe");
  }

  /** By the file that each JDK has beside its bin directory; empty where there is none. */
  static String javaVersion(long pid) {
    Optional<Path> home =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(Path::of)
            .map(Path::getParent)
            .map(Path::getParent);
    if (home.isEmpty()) {
      return "";
    }
    for (String line : text(home.get().resolve("release")).lines().toList()) {
      if (line.startsWith(VERSION)) {
        return line.substring(VERSION.length()).replace("\"", "").strip();
      }
    }
    return "";
  }

  /** The feature number of a version such as 17.0.15 or 1.8.0_402; 0 where it is not known. */
  static int feature(String javaVersion) {
    String text = javaVersion.startsWith("1.") ? javaVersion.substring(2) : javaVersion;
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0 || end > 4 ? 0 : Integer.parseInt(text.substring(0, end));
  }

  /** Whether it has the library of a JVM loaded; true where that cannot be seen. */
  static boolean holdsJvm(long pid) {
    String maps = proc(pid, "maps");
    return maps.isEmpty() || maps.contains("libjvm.so");
  }

  /**
   * Whether it catches the signal by which it is asked to listen, which would end it otherwise;
   * true where that cannot be seen.
   */
  static boolean catchesQuit(long pid) {
    for (String line : proc(pid, "status").lines().toList()) {
      if (line.startsWith(SIGNALS_CAUGHT)) {
        String mask = line.substring(SIGNALS_CAUGHT.length()).strip();
        return (Long.parseUnsignedLong(mask, 16) & SIGQUIT) != 0;
      }
    }
    return true;
  }

  /** Whether its command line says that nobody may attach. */
  static boolean refusesByCommandLine(long pid) {
    return proc(pid, "cmdline").contains("-XX:+DisableAttachMechanism");
  }

  /** Whether it has another network than this process, as in a container. */
  static boolean hasOtherNetwork(long pid) {
    return isOther(pid, "ns/net");
  }

  /**
   * Whether it can read the file.
   *
   * @param fromThere whether the path is one of its own file system, not of this process's
   */
  static boolean sees(long pid, Path file, boolean fromThere) {
    if (!isOther(pid, "ns/mnt")) {
      return Files.isRegularFile(file) && Files.isReadable(file);
    }
    try {
      Path there =
          Path.of("/proc", Long.toString(pid), "root").resolve(file.toString().substring(1));
      return Files.isReadable(there) && (fromThere || Files.size(there) == Files.size(file));
    } catch (IOException | RuntimeException notThere) {
      return false;
    }
  }

  private static boolean isOther(long pid, String namespace) {
    try {
      return !Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), namespace))
          .equals(Files.readSymbolicLink(Path.of("/proc/self", namespace)));
    } catch (IOException | RuntimeException notTold) {
      return false;
    }
  }

  private static String proc(long pid, String name) {
    return text(Path.of("/proc", Long.toString(pid), name));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException | RuntimeException notTold) {
      return "";
    }
  }
}
