package org.benchmonitor.tool.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.benchmonitor.setup.registry.RegistryEntry;

/**
 * A JVM of this user.
 *
 * @param mainClass the main class or jar as it was started, empty where unknown
 * @param javaVersion empty where it is not known
 * @param entry its entry in the registry, if it is monitored
 */
record Jvm(long pid, String mainClass, String javaVersion, Optional<RegistryEntry> entry) {
  /** Without the directory of a jar. */
  String shortName() {
    String name = mainClass.substring(mainClass.lastIndexOf('/') + 1);
    return name.isEmpty() ? mainClass : name;
  }

  /** Several of them in a sentence. */
  static String listed(List<Jvm> jvms) {
    return jvms.stream()
        .map(jvm -> jvm.pid() + " " + jvm.shortName())
        .collect(Collectors.joining(", "));
  }
}
