package org.benchmonitor;

import java.lang.instrument.Instrumentation;
import org.benchmonitor.config.StopWay;
import org.benchmonitor.instrument.RunnerInstances;
import org.benchmonitor.instrument.RunnerMethod;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.sample.RunStopper;
import org.jspecify.annotations.Nullable;

/** Chooses how the host is stopped, by the option {@code stop}. */
final class HostStop {
  private final StopWay way;
  private final Instrumentation instrumentation;
  private final AgentLog log;
  private final @Nullable RunnerInstances instances;

  HostStop(StopWay way, Instrumentation instrumentation, AgentLog log) {
    this.way = way;
    this.instrumentation = instrumentation;
    this.log = log;
    this.instances =
        way.kind() == StopWay.Kind.METHOD
            ? new RunnerInstances(instrumentation, RunnerMethod.typeOf(way.method()), log)
            : null;
  }

  /** Called on the host's thread before its classes are loaded. */
  void watch() {
    if (instances != null) {
      instances.start();
    }
  }

  RunStopper stopper() {
    return instances == null
        ? new ExitAsSigterm(log)
        : new RunnerMethod(instrumentation, way.method(), instances, log);
  }

  /** Leaves the host's class as it was. */
  void close() {
    if (instances != null) {
      instances.stop();
    }
  }
}
