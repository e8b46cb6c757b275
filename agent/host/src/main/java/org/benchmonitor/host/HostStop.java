package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import org.benchmonitor.host.instrument.RunnerInstances;
import org.benchmonitor.host.instrument.RunnerMethod;
import org.benchmonitor.host.sample.RunStopper;
import org.benchmonitor.setup.config.StopWay;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/** Chooses how the host is stopped, as the option {@code stop} says. */
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

  /** Begins to note the instances of the runner's class. */
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
