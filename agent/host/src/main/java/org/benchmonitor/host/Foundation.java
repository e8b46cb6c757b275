package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.OwnClasses;
import org.benchmonitor.host.sample.MemoryBudget;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.preset.Preset;
import org.benchmonitor.setup.preset.PresetIndex;

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
    ShutdownRequest shutdown = new ShutdownRequest();
    usePresets(config, instrumenter, shutdown);
    return new Foundation(
        config,
        log,
        threads,
        recording,
        instrumenter,
        new HostStop(config.stop(), instrumentation, log),
        shutdown,
        instrumentation,
        jar);
  }

  private static void usePresets(
      AgentConfig config, Instrumenter instrumenter, ShutdownRequest shutdown) {
    if (config.preset().equals(AgentConfig.AUTO_PRESET)) {
      if (config.operations().isEmpty()) {
        instrumenter.detect(PresetIndex.load(), shutdown::wake);
      }
      return;
    }
    Preset named = PresetIndex.find(config.preset());
    if (named != null) {
      instrumenter.take(named);
    }
  }
}
