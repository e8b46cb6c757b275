package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.registry.Lineage.Member;

/** Finds the JVMs above a process. */
final class Ancestors {
  /** More than any real one; bounds the reading. */
  private static final int MOST = 100;

  private static final String LIBRARY = "/libjvm.so";

  private Ancestors() {}

  static Lineage of(ProcessHandle process) {
    List<Member> jvms = new ArrayList<>();
    ProcessHandle at = process;
    for (int i = 0; i < MOST; i++) {
      Optional<ProcessHandle> parent = at.parent();
      if (parent.isEmpty()) {
        break;
      }
      at = parent.get();
      if (isJvm(at)) {
        jvms.add(member(at));
      }
    }
    return new Lineage(member(process), Processes.scope(), List.copyOf(jvms));
  }

  private static Member member(ProcessHandle process) {
    long ticks = ProcStat.of(process.pid()).startTicks();
    if (ticks >= 0) {
      return new Member(process.pid(), Long.toString(ticks));
    }
    Optional<Instant> start = process.info().startInstant();
    return new Member(process.pid(), start.isPresent() ? start.get().toString() : "");
  }

  /** By the launcher's name, or by the JVM's library for programs that bring a launcher. */
  private static boolean isJvm(ProcessHandle process) {
    Optional<String> command = process.info().command();
    if (command.isPresent() && isLauncher(command.get())) {
      return true;
    }
    try {
      byte[] maps = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "maps"));
      return new String(maps, StandardCharsets.ISO_8859_1).contains(LIBRARY);
    } catch (IOException | RuntimeException anothersOrNotLinux) {
      return false;
    }
  }

  static boolean isLauncher(String command) {
    String name =
        command.substring(1 + Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')));
    return name.equals("java") || name.equals("java.exe") || name.equals("javaw.exe");
  }
}
