package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The processes of this machine. */
public interface Processes {
  /** Those that the system tells of. */
  Processes SYSTEM = Processes::find;

  /** One that records writes with each interval, which are shorter than this by far. */
  Duration WRITING = Duration.ofMinutes(5);

  /** The process of this number, if there is one that has not ended. */
  Optional<ProcessIdentity> identity(long pid);

  /**
   * Whether a process may still write to a file. Nobody can ask for one of another machine or
   * container, so it may as long as it wrote a short time ago.
   *
   * @param start what {@link ProcessIdentity#startAndScope} said of it, empty if that is not known
   * @param written when the file was last written to
   */
  default boolean mayWrite(long pid, String start, Instant written) {
    if (current().isElsewhere(start)) {
      return Duration.between(written, Instant.now()).compareTo(WRITING) < 0;
    }
    return identity(pid)
        .map(ProcessIdentity::startAndScope)
        .filter(now -> start.isEmpty() || now.isEmpty() || now.equals(start))
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
