package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.bootstrap.ClockPreference;
import org.benchmonitor.setup.config.ClockChoice;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Chooses the hot path's clock before it runs, and lets the hot path reach what it needs of the
 * JDK: the JFR counter, and a thread's identifier.
 */
final class ClockSetup {
  private ClockSetup() {}

  static void choose(ClockChoice choice, Instrumentation instrumentation, AgentLog log) {
    openThreads(instrumentation, log);
    ClockPreference.choose(ClockPreference.valueOf(choice.name()));
    if (choice != ClockChoice.NANOTIME) {
      // No lambda: the host's main waits, and the first ones of a JVM take milliseconds.
      Optional<Module> jfr = ModuleLayer.boot().findModule("jdk.jfr");
      if (jfr.isPresent()) {
        export(jfr.get(), instrumentation, log);
      } else {
        log.info("this JDK has no Flight Recorder, the clock is nanoTime");
      }
    }
  }

  /** Before 19 there is no method that a host's thread class could not override. */
  private static void openThreads(Instrumentation instrumentation, AgentLog log) {
    if (Runtime.version().feature() >= 19) {
      return;
    }
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.lang", Set.of(ClockPreference.class.getModule())),
          Set.of(),
          Map.of());
    } catch (RuntimeException | LinkageError refused) {
      log.info("threads are told apart the slower way: " + refused);
    }
  }

  private static void export(Module jfr, Instrumentation instrumentation, AgentLog log) {
    try {
      instrumentation.redefineModule(
          jfr,
          Set.of(),
          Map.of("jdk.jfr.internal", Set.of(ClockPreference.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
    } catch (RuntimeException | LinkageError refused) {
      log.info("the JFR counter cannot be reached, the clock is nanoTime: " + refused);
    }
  }
}
