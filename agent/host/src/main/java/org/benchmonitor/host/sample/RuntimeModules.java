package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.host.thread.AgentThreads;

/**
 * Which of the JDK's modules for management this runtime has: an image made by jlink may lack them.
 *
 * <p>Classes that link against such a module are made only here, or asked only where {@link
 * #hasManagement} says so.
 */
final class RuntimeModules {
  private static final String MANAGEMENT = "java.management";
  private static final String JDK_MANAGEMENT = "jdk.management";

  private RuntimeModules() {}

  /**
   * The richest facts that this JVM offers. A present module may still fail: on 17 the bean of the
   * machine reads files in a way that a host's default file system may not support.
   */
  static JvmFacts jvmFacts() {
    if (!has(MANAGEMENT)) {
      return new JvmFacts();
    }
    try {
      return has(JDK_MANAGEMENT) ? new FullyManagedJvm() : new ManagedJvm();
    } catch (RuntimeException | LinkageError failing) {
      return withoutMachine();
    }
  }

  private static JvmFacts withoutMachine() {
    try {
      return new ManagedJvm();
    } catch (RuntimeException | LinkageError failing) {
      return new JvmFacts();
    }
  }

  /** The room that this JVM tells of; without the management beans there always is room. */
  static HostRoom.Source hostRoom() {
    try {
      return has(MANAGEMENT) ? new MemoryPools() : HostRoom::unknown;
    } catch (RuntimeException | LinkageError failing) {
      return HostRoom::unknown;
    }
  }

  /** The stacks of this JVM's threads; empty where the module is missing. */
  static Optional<StackSource> stacks(AgentThreads own) {
    return has(MANAGEMENT) ? Optional.of(new ManagedStacks(own)) : Optional.empty();
  }

  /** What is unknown because a module is missing, a sentence for each module. */
  static List<String> lacks() {
    List<String> lacks = new ArrayList<>();
    if (!has(MANAGEMENT)) {
      lacks.add(
          lack(MANAGEMENT, "CPU, garbage collections, threads, classes and uptime are not known"));
    } else if (!has(JDK_MANAGEMENT)) {
      lacks.add(lack(JDK_MANAGEMENT, "CPU and the single garbage collections are not known"));
    }
    return List.copyOf(lacks);
  }

  private static String lack(String module, String consequence) {
    return "this runtime has no module " + module + ": " + consequence;
  }

  static boolean hasManagement() {
    return has(MANAGEMENT);
  }

  private static boolean has(String module) {
    return ModuleLayer.boot().findModule(module).isPresent();
  }
}
