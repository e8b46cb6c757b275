package org.benchmonitor.tool.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.benchmonitor.setup.registry.Registry;
import org.benchmonitor.setup.registry.RegistryEntry;

/**
 * The JVMs of this user, from the files that each JVM keeps for tools, from the registry, and from
 * the processes' names where a JVM keeps none.
 */
final class SystemJvms implements Jvms {
  private final Registry registry;

  SystemJvms(Registry registry) {
    this.registry = registry;
  }

  @Override
  public List<Jvm> list() {
    Map<Long, RegistryEntry> entries = new TreeMap<>();
    registry.list().forEach(entry -> entries.put(entry.pid(), entry));
    Map<Long, String> names = new TreeMap<>();
    ProcessHandle.allProcesses()
        .filter(TargetProcess::isThisUsers)
        .filter(TargetProcess::isCalledJava)
        .forEach(process -> names.put(process.pid(), ""));
    names.putAll(told());
    entries.forEach((pid, entry) -> names.put(pid, entry.mainClass()));
    names.remove(ProcessHandle.current().pid());
    List<Jvm> found = new ArrayList<>();
    names.forEach((pid, name) -> found.add(jvm(pid, name, Optional.ofNullable(entries.get(pid)))));
    return found;
  }

  private static Jvm jvm(long pid, String name, Optional<RegistryEntry> entry) {
    String version =
        entry.map(RegistryEntry::javaVersion).orElseGet(() -> TargetProcess.javaVersion(pid));
    return new Jvm(pid, name, version, entry);
  }

  /** What the JVMs themselves write down; none where this Java has no tools. */
  private static Map<Long, String> told() {
    Map<Long, String> names = new TreeMap<>();
    if (!AttachApi.isThere()) {
      return names;
    }
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      long pid = Long.parseLong(descriptor.id());
      String name = descriptor.displayName();
      int blank = name.indexOf(' ');
      if (ProcessHandle.of(pid).filter(TargetProcess::isThisUsers).isPresent()) {
        names.put(pid, blank < 0 ? name : name.substring(0, blank));
      }
    }
    return names;
  }

  @Override
  public String whyNot(String pid) {
    Optional<ProcessHandle> process =
        pid.length() > 18 ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    if (process.isEmpty()) {
      return "there is no process " + pid;
    }
    if (!TargetProcess.isThisUsers(process.get())) {
      String user = process.get().info().user().orElse("another user");
      throw new Failure(
          ExitCode.NOT_ALLOWED,
          "process " + pid + " belongs to " + user,
          "run this command as that user");
    }
    if (process.get().equals(ProcessHandle.current())) {
      return "process " + pid + " is this command itself";
    }
    return "process "
        + pid
        + " ("
        + process.get().info().command().orElse("unknown")
        + ") is not a JVM";
  }
}
