package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.registry.ProcessIdentity;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.Registry;
import org.benchmonitor.setup.registry.RegistryEntry;
import tools.jackson.databind.node.ObjectNode;

/** Loads the agent into one JVM and waits until it is ready. */
final class Attaching {
  /** Where the agent publishes its URL in its host; empty while it has none. */
  static final String URL_PROPERTY = "org.benchmonitor.url";

  /** Beside it: {@link ProcessIdentity#start} of the host; empty until the port is bound. */
  static final String PROCESS_PROPERTY = "org.benchmonitor.process";

  /** Why the agent has not started there. */
  private static final String REFUSED_PROPERTY = "org.benchmonitor.refused";

  private static final String VERSION_PROPERTY = "java.version";
  private static final int OLDEST_JAVA = 17;

  /** Most agents are registered by then, and asking the host costs it a handshake each time. */
  private static final Duration ASK_HOST_AFTER = Duration.ofSeconds(1);

  /** The host publishes its URL first and then writes its entry; a loaded machine is slow. */
  private static final Duration WRITTEN_AFTER_BOUND = Duration.ofSeconds(3);

  private final AgentLoader loader;
  private final Registry registry;
  private final Deadline deadline;

  Attaching(AgentLoader loader, Registry registry, Duration timeout) {
    this.loader = loader;
    this.registry = registry;
    this.deadline = new Deadline(timeout);
  }

  /**
   * Returns once the page is there.
   *
   * @throws Failure saying why it is not
   */
  RegistryEntry attach(Jvm jvm, Path jar, String arguments) {
    long pid = jvm.pid();
    deadline.within(
        "process " + pid + " did not take the agent",
        () -> {
          load(jvm, jar.toAbsolutePath(), arguments);
          return true;
        });
    Optional<String> refused = loader.property(pid, REFUSED_PROPERTY);
    if (refused.isPresent()) {
      throw AttachRefusal.ofAgent(pid, refused.get());
    }
    long loadedAt = System.nanoTime();
    RegistryEntry found =
        deadline.until(
            "the agent was loaded, but no port was bound",
            () -> registered(jvm, System.nanoTime() - loadedAt > ASK_HOST_AFTER.toNanos()));
    return isTold(found)
        ? new Deadline(WRITTEN_AFTER_BOUND).poll(() -> registry.find(jvm.pid())).orElse(found)
        : found;
  }

  /** Whether the host told of it, and not the registry: such an entry has no token. */
  static boolean isTold(RegistryEntry entry) {
    return entry.token().text().isEmpty();
  }

  private void load(Jvm jvm, Path jar, String arguments) {
    Optional<String> first = publishedUrl(loader, jvm.pid());
    if (first.isPresent()) {
      throw AttachRefusal.second(jvm.pid(), first.get());
    }
    int feature =
        loader.property(jvm.pid(), VERSION_PROPERTY).map(TargetProcess::feature).orElse(0);
    if (feature < OLDEST_JAVA) {
      throw new Failure(
          ExitCode.NOT_ALLOWED,
          "process " + jvm.pid() + " runs on Java " + feature,
          "the agent needs " + OLDEST_JAVA + " or newer");
    }
    loader.load(jvm.pid(), jar, arguments);
  }

  /**
   * The entry that the agent has written; or, if it cannot be read from here, what its host tells.
   */
  private Optional<RegistryEntry> registered(Jvm jvm, boolean askHost) {
    Optional<RegistryEntry> entry = registry.find(jvm.pid());
    if (entry.isPresent()) {
      return entry;
    }
    ProcessIdentity process =
        Processes.SYSTEM
            .identity(jvm.pid())
            .orElseThrow(
                () -> new Failure(ExitCode.FAILED, "process " + jvm.pid() + " has ended", ""));
    if (!askHost) {
      return Optional.empty();
    }
    return publishedUrl(loader, jvm.pid())
        .filter(url -> !url.isEmpty())
        .map(
            url -> new RegistryEntry(process, url, new Secret(""), false, jvm.mainClass(), "", ""));
  }

  /**
   * What the process itself says of its monitor: empty if it has none, an empty text while it has
   * no port. A process that was given all properties of a monitored one says what holds for that.
   */
  static Optional<String> publishedUrl(AgentLoader loader, long pid) {
    Optional<String> url = loader.property(pid, URL_PROPERTY);
    if (url.isEmpty()) {
      return url;
    }
    String start = loader.property(pid, PROCESS_PROPERTY).orElse("");
    boolean ofAnother =
        !start.isEmpty()
            && Processes.SYSTEM
                .identity(pid)
                .filter(process -> !process.start().equals(start))
                .isPresent();
    return ofAnother ? Optional.empty() : url;
  }

  /** What was matched, once the classes that were loaded before have been looked at. */
  ObjectNode awaitPatterns(MonitorClient client) {
    return deadline.until(
        "the patterns were not applied",
        () ->
            Optional.of(client.get("/api/instrumentation"))
                .filter(document -> document.path("applied").asBoolean(true)));
  }
}
