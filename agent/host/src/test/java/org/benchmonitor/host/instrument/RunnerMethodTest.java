package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method of the host's that is to stop its run. */
class RunnerMethodTest {
  private static final String SOURCE =
      """
      package com.acme.stopped;
      interface Gone {}
      public class Runner {
        public static void shutdown() {}
        public Gone other() { return null; }
      }
      """;

  @TempDir Path directory;

  private RunnerMethod method(String name) {
    AgentLog log = new AgentLog(LogLevel.INFO, Clock.systemUTC());
    return new RunnerMethod(
        InstrumentedJvm.INSTRUMENTATION,
        name,
        new RunnerInstances(InstrumentedJvm.INSTRUMENTATION, RunnerMethod.typeOf(name), log),
        log);
  }

  @Test
  void aTypeThatIsNotThereIsSaidAndThrowsNothing() {
    Compiled compiled = Compiled.of(directory, SOURCE).without("com.acme.stopped.Gone");
    assertThat(compiled.load("com.acme.stopped.Runner")).hasSize(1);
    assertThat(method("com.acme.stopped.Runner#shutdown").obstacle())
        .get()
        .asString()
        .startsWith("stop=com.acme.stopped.Runner#shutdown: ")
        .contains("com/acme/stopped/Gone");
  }

  @Test
  void aRunnerThatIsNotLoadedIsSaid() {
    assertThat(method("com.acme.stopped.Nowhere#shutdown").obstacle())
        .contains("stop=com.acme.stopped.Nowhere#shutdown: no class of this name is loaded");
  }
}
