package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.host.instrument.ModuleAccess;

/** Lets the sampling take the JVM's management beans from where {@code ManagementFactory} does. */
final class BeanAccess {
  private BeanAccess() {}

  /** Opens the way; where the JDK refuses, the sampling has another one. */
  static void open(Instrumentation instrumentation) {
    Optional<Module> management = ModuleLayer.boot().findModule("java.management");
    if (management.isEmpty()) {
      return;
    }
    try {
      ModuleAccess.give(
          instrumentation,
          management.get(),
          Set.of("sun.management"),
          Set.of(),
          BeanAccess.class.getModule());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
