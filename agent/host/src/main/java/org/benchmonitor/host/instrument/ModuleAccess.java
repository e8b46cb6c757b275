package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lets one module reach into another.
 *
 * <p>Any thread, also the host's before its main: no lambda, whose first ones take milliseconds.
 * What the JDK refuses comes as an {@code IllegalArgumentException}, an {@code
 * UnmodifiableModuleException} or a {@code LinkageError}.
 */
public final class ModuleAccess {
  private ModuleAccess() {}

  /** Exports and opens packages of the owner to another module. */
  public static void give(
      Instrumentation instrumentation,
      Module owner,
      Set<String> exported,
      Set<String> opened,
      Module to) {
    instrumentation.redefineModule(
        owner, Set.of(), each(exported, to), each(opened, to), Set.of(), Map.of());
  }

  /** Lets the classes of a module name those of another that are exported to it. */
  public static void letRead(Instrumentation instrumentation, Module reader, Module read) {
    instrumentation.redefineModule(reader, Set.of(read), Map.of(), Map.of(), Set.of(), Map.of());
  }

  private static Map<String, Set<Module>> each(Set<String> packages, Module to) {
    Map<String, Set<Module>> targets = new HashMap<>();
    for (String name : packages) {
      targets.put(name, Set.of(to));
    }
    return targets;
  }
}
