package org.benchmonitor.setup.registry;

import java.io.IOException;
import org.benchmonitor.setup.log.AgentLog;

/**
 * This JVM's own entry.
 *
 * <p>Called by the agent's threads only, because it blocks on the file system. A failure is a line
 * in the log and never reaches the host.
 */
public final class OwnEntry {
  private final Registry registry;
  private final AgentLog log;
  private boolean removed;

  public OwnEntry(Registry registry, AgentLog log) {
    this.registry = registry;
    this.log = log;
  }

  /** Writes the entry, or writes it anew; nothing once it has been removed. */
  public synchronized void write(RegistryEntry entry) {
    if (removed) {
      return;
    }
    try {
      registry.write(entry);
    } catch (IOException | RuntimeException unwritable) {
      log.warn("the command line will not find this JVM: " + unwritable.getMessage());
    }
  }

  /** Takes it out for good. */
  public synchronized void remove() {
    removed = true;
    registry.remove(Processes.currentPid());
  }
}
