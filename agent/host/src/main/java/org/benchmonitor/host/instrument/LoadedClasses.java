package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;

/** The classes that the JVM has loaded; any thread. */
final class LoadedClasses {
  private static final Class<?>[] NONE = {};

  private LoadedClasses() {}

  /** All of them; none after the live phase of the JVM, when it returns null instead. */
  static Class<?>[] of(Instrumentation instrumentation) {
    Class<?>[] loaded = instrumentation.getAllLoadedClasses();
    return loaded == null ? NONE : loaded;
  }
}
