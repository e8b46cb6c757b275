package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;

/** Patterns that are applied to this very JVM, and what they have counted. */
abstract class InstrumentedJvm {
  static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

  final Recording recording = new Recording(2, 4, 2);
  final AgentLog log = new AgentLog(LogLevel.DEBUG, Clock.systemUTC());
  Instrumenter instrumenter;

  void instrument(OperationSpec... specs) {
    instrumentWithSession(null, specs);
  }

  void instrumentWithSession(String session, OperationSpec... specs) {
    instrumenter =
        new Instrumenter(
            INSTRUMENTATION,
            recording,
            List.of(specs),
            session,
            new OwnClasses(null, null, Set.of()),
            log);
    Probe.install(recording);
    instrumenter.register();
  }

  void instrument(String... patterns) {
    List<OperationSpec> specs = new ArrayList<>();
    for (String pattern : patterns) {
      specs.add(OperationSpec.of(pattern));
    }
    instrument(specs.toArray(OperationSpec[]::new));
  }

  @AfterEach
  void stop() {
    Probe.install(null);
    if (instrumenter != null) {
      long suppressed = recording.reader().suppressed();
      instrumenter.stop();
      assertThat(suppressed).as("failures of the probe").isZero();
    }
  }

  /** All operations with calls: successes and failures. */
  Map<String, List<Long>> counts() {
    Map<String, List<Long>> counts = new HashMap<>();
    for (int i = 0; i < recording.reader().operations().size(); i++) {
      List<Long> both = List.of(count(i, false), count(i, true));
      if (both.get(0) + both.get(1) > 0) {
        counts.put(recording.reader().operations().name(i), both);
      }
    }
    return counts;
  }

  long count(int operation, boolean failed) {
    CellCounts counts = new CellCounts(recording.reader().layout());
    recording.reader().read(operation, failed, counts);
    return counts.total();
  }

  InstrumentationReport.Pattern report(int index) {
    return instrumenter.report().patterns().get(index);
  }

  static List<Long> ok(long count) {
    return List.of(count, 0L);
  }
}
