package org.benchmonitor.host;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.server.MonitorServer;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.PublicUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The server and what announces it to the user: lines on stderr, system properties, the registry.
 *
 * <p>The agent's own threads start and close it; any thread asks it. Before the start it has
 * nothing to tell and nothing to close.
 */
final class Serving {
  /** The host's system property that says where the monitor is; the jar's entry reads it. */
  private static final String URL_PROPERTY = "org.benchmonitor.url";

  /** Says whose URL that is: a program may hand all its properties to its children. */
  private static final String PROCESS_PROPERTY = "org.benchmonitor.process";

  private final AgentConfig config;
  private final AgentLog log;
  private final AgentThreads threads;
  private volatile @Nullable MonitorServer server;
  private volatile String url = "";
  private volatile @Nullable URI bound;
  private volatile Shedding.Step step = Shedding.Step.NOTHING;
  private volatile boolean closed;
  private volatile @Nullable JvmRegistration registration;

  Serving(AgentConfig config, AgentLog log, AgentThreads threads) {
    this.config = config;
    this.log = log;
    this.threads = threads;
  }

  /** The other monitored JVMs of this machine and user. */
  List<OtherJvm> others() {
    JvmRegistration known = registration;
    return known == null ? List.of() : known.others().get();
  }

  /**
   * What the page shows of the server.
   *
   * @param skipped snapshots that the stream has missed
   * @param more warnings beside its own
   */
  ServerState state(long skipped, Supplier<List<String>> more) {
    MonitorServer running = server;
    if (running == null) {
      return ServerState.NONE;
    }
    List<String> warnings = new ArrayList<>(running.warnings());
    warnings.addAll(running.notes());
    warnings.addAll(more.get());
    return new ServerState(
        running.connections(), running.streams(), running.dropped() + skipped, warnings);
  }

  /** The bytes that wait for stream clients. */
  long streamBytes() {
    MonitorServer running = server;
    return running == null ? 0 : running.streamBytes();
  }

  /**
   * Starts the server, unless it has been closed.
   *
   * @param streamBytes the most that may wait for all stream clients together
   */
  void start(ApiContext context, StreamHub hub, long streamBytes) {
    // Not earlier: randomness and the user's files take time, and the end of a short run must not
    // wait for them.
    Tokens tokens = Tokens.of(config);
    JvmRegistration known = new JvmRegistration(config, log, threads);
    registration = known;
    MonitorServer starting =
        new MonitorServer(
            ListenerSettings.of(config, tokens), context, hub, Limits.DEFAULT, threads);
    starting.limitStreams(streamBytes);
    server = starting;
    if (closed) {
      // Whoever closed it may have looked before there was a server.
      return;
    }
    // What was given up before there was a server stays so.
    shed(step);
    starting.start(
        url -> {
          bound(url, tokens.control(), starting);
          known.bound(url, tokens.control());
        },
        trouble -> {
          log.toStderr("the program runs on without a page: " + trouble);
          log.warn(trouble);
        });
  }

  /** The URL of the page without a token, empty before the port is bound. */
  String url() {
    return url;
  }

  /**
   * The URL of the page by the authority at which it is asked for; by an empty one, where it is
   * bound. A proxy's scheme is its own.
   */
  String urlAt(String host) {
    String proxy = config.publicUrl().map(PublicUrl::toString).orElse("");
    if (!proxy.isEmpty() && host.equalsIgnoreCase(URI.create(proxy).getRawAuthority())) {
      return proxy;
    }
    URI own = bound;
    return own == null || host.isEmpty() ? url : own.getScheme() + "://" + host + "/";
  }

  private void bound(URI url, Secret control, MonitorServer bound) {
    this.bound = url;
    this.url = config.publicUrl().map(PublicUrl::toString).orElse(url.toString());
    System.setProperty(PROCESS_PROPERTY, Processes.current().start());
    System.setProperty(URL_PROPERTY, url.toString());
    log.info("listening", Map.of("url", url.toString()));
    // Omit a token that the user chose: it may be in use elsewhere, and stderr is kept and sent
    // around.
    log.toStderr(config.token().isPresent() ? url.toString() : url + "#token=" + control.text());
    for (String note : bound.notes()) {
      log.info(note);
    }
    for (String warning : bound.warnings()) {
      log.warn(warning);
      log.toStderr("warning: " + warning);
    }
  }

  /** Gives up what this step of lacking memory asks for; any later step back takes it up again. */
  void shed(Shedding.Step next) {
    step = next;
    MonitorServer running = server;
    if (running != null) {
      running.allowLargeAnswers(next == Shedding.Step.NOTHING);
      running.refuse(next.compareTo(Shedding.Step.SERVER) >= 0);
    }
  }

  /** Removes the entry from the registry. */
  void unregister() {
    JvmRegistration known = registration;
    if (known != null) {
      known.gone();
    }
  }

  /**
   * Ends the streams, waits at most this long for what is being written, then closes all sockets.
   * Also those of a start that is going on.
   */
  void close(long longestMillis) {
    closed = true;
    MonitorServer running = server;
    if (running != null) {
      running.closeGently(longestMillis);
    }
  }
}
