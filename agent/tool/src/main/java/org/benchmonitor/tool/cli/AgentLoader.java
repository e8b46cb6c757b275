package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Loads the agent into another JVM. */
interface AgentLoader {
  /**
   * A system property of the JVM, if it is set.
   *
   * @throws Failure saying why the JVM cannot be asked
   */
  Optional<String> property(long pid, String name);

  /**
   * Loads the agent and returns when its start has returned.
   *
   * @throws Failure saying why it was not loaded
   */
  void load(long pid, Path jar, String arguments);
}
