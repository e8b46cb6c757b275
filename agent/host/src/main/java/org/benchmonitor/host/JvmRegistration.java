package org.benchmonitor.host;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.log.ProductVersion;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.OtherJvms;
import org.benchmonitor.setup.registry.OwnEntry;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.Registry;
import org.benchmonitor.setup.registry.RegistryEntry;

/**
 * What the user's other programs see of this monitor: its entry in the registry and, if asked for,
 * its page in the browser.
 *
 * <p>Made by any thread. Everything but {@link #others} waits for the file system, so only the
 * agent's own threads call it.
 */
final class JvmRegistration {
  private final boolean autoOpen;
  private final boolean isTokenGiven;
  private final AgentLog log;
  private final Registry registry;
  private final OwnEntry registration;
  private final OtherJvms others;

  JvmRegistration(AgentConfig config, AgentLog log, AgentThreads threads) {
    this.autoOpen = config.autoOpen();
    this.isTokenGiven = config.token().isPresent();
    this.log = log;
    this.registry = Registry.of(config.registry());
    this.registration = new OwnEntry(registry, log);
    this.others = new OtherJvms(registry, Processes.currentPid(), threads);
  }

  /** The other monitored JVMs of this machine and user; never blocks. */
  Supplier<List<OtherJvm>> others() {
    return others;
  }

  /** The main class of the program, or what else the JVM was started with. */
  static String mainClass() {
    return System.getProperty("sun.java.command", "").split(" ", 2)[0];
  }

  /** Registers the page's URL, and opens the page if asked to. */
  void bound(URI url, Secret control) {
    RegistryEntry entry =
        new RegistryEntry(
            Processes.current(),
            url.toString(),
            control,
            isTokenGiven,
            mainClass(),
            System.getProperty("java.version", ""),
            ProductVersion.text());
    registration.write(entry);
    if (autoOpen) {
      open(entry);
    }
  }

  private void open(RegistryEntry entry) {
    try {
      Browser.of(registry).open(entry);
    } catch (IOException | RuntimeException noBrowser) {
      log.warn("no browser was opened: " + noBrowser.getMessage());
    }
  }

  /** Removes the entry. */
  void gone() {
    registration.remove();
  }
}
