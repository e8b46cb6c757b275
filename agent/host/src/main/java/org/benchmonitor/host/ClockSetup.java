package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.Set;
import org.benchmonitor.bootstrap.ClockPreference;
import org.benchmonitor.host.instrument.ModuleAccess;
import org.benchmonitor.setup.config.ClockChoice;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Chooses the clock of the hot path before it runs, and opens to the hot path what it needs of the
 * JDK: the JFR counter and a thread's identifier.
 */
final class ClockSetup {
  private ClockSetup() {}

  static void choose(ClockChoice choice, Instrumentation instrumentation, AgentLog log) {
    openThreads(instrumentation, log);
    ClockPreference.choose(preference(choice));
    if (choice == ClockChoice.AUTO || choice == ClockChoice.FAST) {
      // No lambda: the host's main waits, and the first ones of a JVM take milliseconds.
      Optional<Module> jfr = ModuleLayer.boot().findModule("jdk.jfr");
      if (jfr.isPresent()) {
        export(jfr.get(), instrumentation, log);
      } else {
        log.info("this JDK has no Flight Recorder, the clock is nanoTime");
      }
    }
  }

  /** Maps by hand, because the hot path's classes and the options do not know each other. */
  private static ClockPreference preference(ClockChoice choice) {
    return switch (choice) {
      case AUTO -> ClockPreference.AUTO;
      case FAST -> ClockPreference.FAST;
      // The counter is taken later; until then the clock is nanoTime.
      case TSC, NANOTIME -> ClockPreference.NANOTIME;
    };
  }

  /** Opens java.lang before 19: there a host's thread class can override {@code getId}. */
  private static void openThreads(Instrumentation instrumentation, AgentLog log) {
    if (Runtime.version().feature() >= 19) {
      return;
    }
    try {
      ModuleAccess.give(
          instrumentation,
          Object.class.getModule(),
          Set.of(),
          Set.of("java.lang"),
          ClockPreference.class.getModule());
    } catch (RuntimeException | LinkageError refused) {
      log.info("workers are found through a ThreadLocal, which is slower: " + refused);
    }
  }

  private static void export(Module jfr, Instrumentation instrumentation, AgentLog log) {
    try {
      ModuleAccess.give(
          instrumentation,
          jfr,
          Set.of("jdk.jfr.internal"),
          Set.of(),
          ClockPreference.class.getModule());
    } catch (RuntimeException | LinkageError refused) {
      log.info("the JFR counter cannot be reached, the clock is nanoTime: " + refused);
    }
  }
}
