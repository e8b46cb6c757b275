package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.OwnClasses;
import org.benchmonitor.host.sample.MemoryBudget;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.log.AgentLog;

/**
 * The parts that must exist before the host's first operation, made on the thread that starts the
 * agent.
 *
 * @param instrumentation for what is made later
 * @param jar the file of the core's classes
 */
record Foundation(
    AgentConfig config,
    AgentLog log,
    AgentThreads threads,
    Recording recording,
    Instrumenter instrumenter,
    HostStop stop,
    ShutdownRequest shutdown,
    Instrumentation instrumentation,
    CoreJar jar) {
  static Foundation of(
      AgentConfig config,
      AgentLog log,
      Instrumentation instrumentation,
      AgentThreads threads,
      CoreJar jar,
      OwnClasses own) {
    ClockSetup.choose(config.clock(), instrumentation, log);
    Recording recording = Recording.forThisMachine(config.digits());
    MemoryBudget.boundCells(recording.reader(), Runtime.getRuntime().maxMemory());
    Instrumenter instrumenter =
        new Instrumenter(
            instrumentation,
            recording,
            config.operations(),
            config.session().orElse(null),
            own,
            log);
    return new Foundation(
        config,
        log,
        threads,
        recording,
        instrumenter,
        new HostStop(config.stop(), instrumentation, log),
        new ShutdownRequest(),
        instrumentation,
        jar);
  }
}
