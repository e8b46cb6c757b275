package org.benchmonitor.host;

import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.benchmonitor.host.instrument.Applied;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.OwnClasses;
import org.benchmonitor.host.sample.HostControl;
import org.benchmonitor.host.sample.OwnCost;
import org.benchmonitor.host.sample.SamplerOptions;
import org.benchmonitor.host.sample.Sampling;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.MonitorServer;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.ServingJvm;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.log.ProductVersion;
import org.benchmonitor.setup.registry.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of one JVM: makes its parts and starts them in order.
 *
 * <p>{@link #recordFromNowOn} runs on the host's thread and is quick; {@link #turn} is the agent's
 * main thread's; {@link #onEnd} is called when the JVM ends.
 */
final class Monitor implements JvmEnd.Listener, Loop {
  /** The host's system property that says where the monitor is; the jar's entry asks for it. */
  private static final String URL_PROPERTY = "org.benchmonitor.url";

  /** Beside it: whose it is, because a program may hand all its properties to its children. */
  private static final String PROCESS_PROPERTY = "org.benchmonitor.process";

  /** The first part that fails is said; the others mostly fail with it, and are in the log. */
  private static final String FAILED = "failed";

  private static final long LOOK_NANOS = 200_000_000;
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final long POLL_NANOS = 2_000_000;
  private static final long STREAMS_MILLIS = 150;
  private static final long LONGEST_CUT_MILLIS = 1_000;
  private static final long LONGEST_END_MILLIS = 2_000;

  private final AgentConfig config;
  private final AgentLog log;
  private final AgentThreads threads;
  private final Recording recording;
  private final Instrumenter instrumenter;
  private final UnmatchedPatterns unmatched;
  private final SelfMeasurement measurement;
  private final HostStop stopWay;
  private final JvmEnd end;
  private final ShutdownRequest shutdown = new ShutdownRequest();
  private final Closeable loader;
  private volatile @Nullable Parts parts;
  private volatile @Nullable MonitorServer server;
  private volatile @Nullable JvmRegistration registration;
  private boolean begun;
  private boolean left;

  /** What is made by the agent's main thread, because the host's must not wait for it. */
  private record Parts(
      RetainedRuns runs,
      Sampling sampling,
      ApiContext context,
      StreamHub hub,
      @Nullable ReportWriter report,
      HostControl control) {}

  Monitor(
      AgentConfig config,
      AgentLog log,
      Instrumentation instrumentation,
      AgentThreads threads,
      Closeable loader,
      OwnClasses own) {
    this.config = config;
    this.log = log;
    this.threads = threads;
    this.loader = loader;
    this.end = new JvmEnd(this, threads);
    ClockSetup.choose(config.clock(), instrumentation, log);
    this.recording = Recording.forThisMachine(config.digits());
    this.instrumenter =
        new Instrumenter(
            instrumentation,
            recording,
            config.operations(),
            config.session().orElse(null),
            own,
            log);
    this.unmatched = new UnmatchedPatterns(instrumenter, this::mark, log);
    this.measurement = new SelfMeasurement(threads, config.digits());
    this.stopWay = new HostStop(config.stop(), instrumentation, log);
  }

  /** Lets every operation from now on be recorded, and the end of the JVM be noticed. */
  void recordFromNowOn(boolean beforeMain, Predicate<Runnable> afterHooks) {
    try {
      Probe.install(recording);
      recording.onRunBoundary(new LazyRunBoundary(this));
      instrumenter.register();
      stopWay.watch();
      end.register(afterHooks);
      if (beforeMain) {
        end.watchMainThread();
      }
    } catch (Throwable failure) {
      undo();
      throw failure;
    }
  }

  /** Takes back what {@link #recordFromNowOn} did, all or a part of it. */
  void undo() {
    orSay("giving the classes back", instrumenter::stop);
    orSay("giving the runner's class back", stopWay::close);
    orSay("the end of the recording", () -> Probe.install(null));
    orSay("letting the end of the JVM go", end::release);
    recording.close();
  }

  ShutdownRequest shutdown() {
    return shutdown;
  }

  RunBoundaryListener runBoundary() {
    return parts().sampling().runBoundary();
  }

  /** Made by whoever needs them first: the main thread, or a run that ends before it came to it. */
  private Parts parts() {
    Parts made = parts;
    if (made == null) {
      synchronized (this) {
        made = parts;
        if (made == null) {
          made = make();
          parts = made;
        }
      }
    }
    return made;
  }

  private Parts make() {
    RetainedRuns runs =
        new RetainedRuns(
            facts(), instrumenter::report, config.digits(), config.timelineRetention());
    ApiContext context =
        new ApiContext(
            runs,
            new ServingJvm(
                this::serverState,
                this::others,
                log,
                (action, by) -> parts().control().ask(action, by),
                new HostAttachment(instrumenter, unmatched, this::mark, shutdown, log)));
    StreamHub hub = new StreamHub(context, threads);
    SamplerOptions options =
        new SamplerOptions(
            config.metricsInterval(),
            config.warmup(),
            config.ramp(),
            config.session().isPresent(),
            config.maxErrorsRetained(),
            config.sessionId().orElse(""));
    OwnCost cost = new OwnCost(recording, runs::bytes, measurement::latest);
    ReportWriter report =
        config
            .report()
            .map(path -> new ReportWriter(path, runs, this::serverState, log))
            .orElse(null);
    List<SnapshotListener> listeners =
        report == null ? List.of(runs, hub) : List.of(runs, hub, report);
    Sampling sampling = new Sampling(recording, options, threads, cost, listeners);
    HostControl control = sampling.control(config.stop(), stopWay.stopper(), log);
    return new Parts(runs, sampling, context, hub, report, control);
  }

  private HostFacts facts() {
    return new HostFacts(
        ProductVersion.text(),
        ProcessHandle.current().pid(),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.version", ""),
        System.getProperty("java.vendor", ""),
        System.getProperty("sun.java.command", "").split(" ", 2)[0],
        config.duration().orElse(null),
        config.workers().orElse(null),
        config.scenario().orElse(null),
        config.metricsInterval(),
        config.control());
  }

  private List<OtherJvm> others() {
    JvmRegistration known = registration;
    return known == null ? List.of() : known.others().get();
  }

  private ServerState serverState() {
    MonitorServer running = server;
    return running == null
        ? ServerState.NONE
        : new ServerState(
            running.connections(), running.streams(), running.dropped(), warnings(running));
  }

  private List<String> warnings(MonitorServer running) {
    List<String> warnings = new ArrayList<>(running.warnings());
    warnings.addAll(running.notes());
    warnings.addAll(unmatched.warnings());
    return warnings;
  }

  @Override
  public boolean isOver() {
    return left;
  }

  @Override
  public void turn() {
    if (!begun) {
      begun = true;
      begin();
    } else if (shutdown.isRequested()) {
      leave();
      left = true;
    } else {
      look();
      shutdown.waitFor(LOOK_NANOS);
    }
  }

  private void begin() {
    Sampling.lacks().forEach(log::warn);
    orSay("the sampling", () -> parts().sampling().start());
    orSay(
        "the classes that are loaded already", () -> mark(instrumenter.instrumentLoadedClasses()));
    orSay("the first snapshot", () -> awaitFirstSnapshot(parts()));
    orSay("the server", () -> serve(parts()));
  }

  private void look() {
    unmatched.look();
    checkClock();
    measurement.look();
    Parts made = parts;
    if (made != null) {
      care(made);
    }
  }

  private static void care(Parts made) {
    ReportWriter report = made.report();
    if (report != null) {
      report.writeIfEnded();
    }
    made.runs().shrink();
  }

  private void mark(Applied applied) {
    if (!applied.isNothing()) {
      log.info(applied.text());
      parts().sampling().mark(Mark.Kind.INSTRUMENTATION, applied.nanos(), applied.text());
    }
  }

  /**
   * Gives the host back all that was taken, in the order in which nothing is missed: first nothing
   * more is counted, then the run ends and is shown, then what showed it goes.
   */
  private void leave() {
    log.info("detaching", Map.of("by", shutdown.by()));
    orSay("giving the classes back", instrumenter::stop);
    orSay("giving the runner's class back", stopWay::close);
    Probe.install(null);
    orSay("the last snapshot", () -> onEnd(RunStatus.COMPLETED, "the monitor was detached"));
    orSay("the end of the sampling", () -> parts().sampling().stop(LONGEST_CUT_MILLIS));
    List<String> left = threads.end(LONGEST_END_MILLIS);
    if (!left.isEmpty()) {
      log.toStderr("detached, but for threads that the program holds: " + left);
    }
    end.release();
    recording.close();
    try {
      // The very last, for no class of the agent can be loaded any more; clears the URL too.
      loader.close();
    } catch (IOException goneAlready) {
      log.debug("the jar was closed before");
    }
    shutdown.done();
  }

  private void checkClock() {
    String fault = Clock.check();
    if (fault != null) {
      log.warn("the clock is nanoTime from now on: " + fault);
    }
  }

  /**
   * One part that cannot start, such as a library that is missing, must not take the others along.
   */
  private void orSay(String what, Runnable start) {
    try {
      start.run();
    } catch (RuntimeException | Error failure) {
      log.toStderrOnce(FAILED, "without " + what + ", the program runs on: " + failure);
      log.error("without " + what + ": " + failure);
    }
  }

  /** The sampler measures once at its start; without it the first requests had no answer. */
  private static void awaitFirstSnapshot(Parts made) {
    ApiContext context = made.context();
    long deadline = System.nanoTime() + FIRST_NANOS;
    while (context.latest() == null && System.nanoTime() < deadline) {
      Rest.nanos(POLL_NANOS);
    }
    JvmEnd.rehearse();
    Snapshot first = context.latest();
    ReportWriter report = made.report();
    if (first != null && report != null) {
      report.warmUp(first);
    }
  }

  private void serve(Parts made) {
    // Only here: randomness and the user's files take time that a short run's end must not wait
    // for.
    Tokens tokens = Tokens.of(config);
    JvmRegistration known = new JvmRegistration(config, log, threads);
    registration = known;
    MonitorServer starting =
        new MonitorServer(
            ListenerSettings.of(config, tokens),
            made.context(),
            made.hub(),
            Limits.DEFAULT,
            threads);
    server = starting;
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

  private void bound(URI url, Secret control, MonitorServer bound) {
    System.setProperty(PROCESS_PROPERTY, Processes.current().start());
    System.setProperty(URL_PROPERTY, url.toString());
    log.info("listening", Map.of("url", url.toString()));
    // A token that someone has chosen may be used elsewhere too; stderr is kept and sent around.
    log.toStderr(config.token().isPresent() ? url.toString() : url + "#token=" + control.text());
    for (String note : bound.notes()) {
      log.info(note);
    }
    for (String warning : bound.warnings()) {
      log.warn(warning);
      log.toStderr("warning: " + warning);
    }
  }

  @Override
  public OptionalInt exitCode() {
    return parts().sampling().exitCode();
  }

  /** Nothing here is made at run time, which may be what has failed. */
  @Override
  public void onFailedEnd(Throwable failure) {
    String text = "the monitor could not end as it should: ".concat(String.valueOf(failure));
    log.toStderrOnce(FAILED, text);
    log.error(text);
  }

  /** The JVM ends: the last snapshot, the last messages, the report. */
  @Override
  public void onEnd(RunStatus status, String reason) {
    Parts made = parts();
    made.sampling().end(status, reason);
    ReportWriter report = made.report();
    if (report != null) {
      report.writeIfEnded();
    }
    JvmRegistration known = registration;
    if (known != null) {
      // First: once the port is free, nobody may find the token and the way to it.
      known.gone();
    }
    closeServer(made);
  }

  /**
   * Lets the stream clients have the last message, then closes all sockets: the JVM waits 300 ms
   * for threads that are inside of a native accept or read.
   */
  private void closeServer(Parts made) {
    MonitorServer running = server;
    if (running == null) {
      return;
    }
    Snapshot last = made.context().latest();
    if (last != null) {
      made.hub().await(last.sequence(), STREAMS_MILLIS);
    }
    running.closeGently(STREAMS_MILLIS);
  }
}
