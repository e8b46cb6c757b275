package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The processes of this machine. */
public interface Processes {
  /** Those that the system tells of. */
  Processes SYSTEM = Processes::find;

  /** The process of this number, if there is one that has not ended. */
  Optional<ProcessIdentity> identity(long pid);

  /**
   * Whether a process of this machine has not ended.
   *
   * @param start what {@link ProcessIdentity#start} said of it, empty if that is not known
   */
  default boolean isAlive(long pid, String start) {
    return identity(pid)
        .filter(now -> start.isEmpty() || now.start().isEmpty() || now.start().equals(start))
        .isPresent();
  }

  /** This JVM's own. */
  static ProcessIdentity current() {
    long pid = currentPid();
    return SYSTEM.identity(pid).orElseGet(() -> new ProcessIdentity(pid, "", -1, scope()));
  }

  /**
   * This JVM's number.
   *
   * <p>Where Linux tells it: the JDK's {@code ProcessHandle} makes an executor first, which takes
   * 10 ms of CPU while the host starts.
   */
  static long currentPid() {
    long pid = ProcStat.ownPid();
    return pid > 0 ? pid : ProcessHandle.current().pid();
  }

  /** The boot of the kernel, and the namespaces of the numbers and of the ports. */
  static String scope() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    } catch (IOException | RuntimeException notLinux) {
      return "";
    }
  }

  private static Optional<ProcessIdentity> find(long pid) {
    ProcStat stat = ProcStat.of(pid);
    if (stat.isZombie()) {
      return Optional.empty();
    }
    if (stat.startTicks() >= 0) {
      return Optional.of(new ProcessIdentity(pid, "", stat.startTicks(), scope()));
    }
    // Not Linux, or no such process.
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> new ProcessIdentity(pid, started(process), -1, scope()));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }
}
