package org.benchmonitor;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.bootstrap.ClockPreference;
import org.benchmonitor.config.ClockChoice;
import org.benchmonitor.log.AgentLog;

/** Chooses the hot path's clock before it runs, and lets it reach the JFR counter. */
final class ClockSetup {
  private ClockSetup() {}

  static void choose(ClockChoice choice, Instrumentation instrumentation, AgentLog log) {
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
