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

  /** This JVM's own. */
  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return SYSTEM.identity(pid).orElseGet(() -> new ProcessIdentity(pid, "", -1, scope()));
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
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    ProcStat stat = ProcStat.of(pid);
    if (stat.isZombie()) {
      return Optional.empty();
    }
    String started = process.get().info().startInstant().map(Instant::toString).orElse("");
    return Optional.of(new ProcessIdentity(pid, started, stat.startTicks(), scope()));
  }
}
