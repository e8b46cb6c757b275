package org.benchmonitor.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.host.alert.AlertActions;
import org.benchmonitor.host.alert.EventCallback;
import org.benchmonitor.host.alert.Thresholds;
import org.benchmonitor.host.counter.TakingCounter;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.RetransformationResult;
import org.benchmonitor.host.otlp.OtlpExport;
import org.benchmonitor.host.record.RecordBounds;
import org.benchmonitor.host.record.RecordPlace;
import org.benchmonitor.host.record.RunRecorder;
import org.benchmonitor.host.sample.HostControl;
import org.benchmonitor.host.sample.HostRoom;
import org.benchmonitor.host.sample.MachineFacts;
import org.benchmonitor.host.sample.MemoryBudget;
import org.benchmonitor.host.sample.OwnCost;
import org.benchmonitor.host.sample.Reducible;
import org.benchmonitor.host.sample.SamplerOptions;
import org.benchmonitor.host.sample.Sampling;
import org.benchmonitor.host.sample.StackSource;
import org.benchmonitor.host.suggest.Suggester;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.follow.Followers;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.ServingJvm;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.HttpHeaders;
import org.benchmonitor.setup.config.HttpUrl;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.config.Tag;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.log.ProductVersion;
import org.benchmonitor.setup.registry.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The parts that no operation needs, made late so that the host's start does not wait for them;
 * nothing runs yet.
 */
final class Parts {
  /** The log may hold this part of the budget. */
  private static final int LOG_PART = 16;

  /** What waits for followers may hold this part, and as much what waits for stream clients. */
  private static final int QUEUES_PART = 8;

  /** Between two looks, while there is work that is done in small parts. */
  private static final long BUSY_LOOK_NANOS = 200_000_000;

  private final Foundation foundation;
  private final AgentLog log;
  private final UnmatchedPatterns unmatched;
  private final TakingCounter takingCounter;
  private final SelfMeasurement measurement;
  private final Suggester suggester;
  private final JarCare jarCare;
  private final @Nullable AlertActions alerts;
  private final @Nullable Thresholds thresholds;
  private final RetainedRuns runs;
  private final ApiContext context;
  private final StreamHub hub;
  private final @Nullable EventCallback callback;
  private final @Nullable OtlpExport otlp;
  private final @Nullable ReportWriter report;
  private final @Nullable RunRecorder recorder;
  private final Followers followers;
  private final Sampling sampling;
  private final HostControl control;
  private final Serving serving;
  private final Shedding shedding;
  private boolean shrinking;
  private String clockAtLastLook = "";

  Parts(Foundation foundation) {
    this.foundation = foundation;
    BeanAccess.open(foundation.instrumentation());
    AgentConfig config = foundation.config();
    this.log = foundation.log();
    this.unmatched = new UnmatchedPatterns(foundation.instrumenter(), this::mark, log);
    this.jarCare = new JarCare(foundation.jar(), log, System::nanoTime);
    this.measurement = new SelfMeasurement(foundation.threads(), config.digits(), System::nanoTime);
    this.serving = new Serving(config, log, foundation.threads());
    HostRoom.Source room = HostRoom.ofThisJvm();
    this.shedding = new Shedding(room, this::shed, System::nanoTime);
    this.takingCounter =
        new TakingCounter(
            config.clock(), room, foundation.threads(), foundation.shutdown()::isRequested, log);
    this.alerts = config.thresholds().isEmpty() ? null : alerts(config);
    this.thresholds =
        alerts == null ? null : new Thresholds(config.thresholds(), config.digits(), alerts);
    this.runs =
        new RetainedRuns(
            header(config),
            foundation.instrumenter()::report,
            this::logged,
            this::judgement,
            config.timelineRetention());
    this.suggester =
        new Suggester(
            () -> StackSource.ofThisJvm(foundation.threads()),
            foundation.instrumenter(),
            foundation.threads(),
            this::now,
            JvmRegistration::mainClass,
            this::markTrial,
            log);
    this.context =
        new ApiContext(
            runs,
            new ServingJvm(
                this::serverState,
                this::lifetime,
                this::self,
                serving::others,
                log,
                this::ask,
                this::note,
                new HostAttachment(
                    foundation.instrumenter(),
                    unmatched,
                    this::mark,
                    suggester,
                    foundation.shutdown(),
                    log)));
    this.hub = new StreamHub(context);
    this.callback = callback(config);
    this.otlp = otlp(config);
    this.report =
        config.reports().isEmpty()
            ? null
            : new ReportWriter(config.reports(), runs, this::serverState, log);
    this.recorder = recorder(config);
    this.followers =
        new Followers(
            foundation.threads(),
            new Merging(config.digits()),
            new LoggedFailures(log),
            following());
    this.sampling =
        new Sampling(
            foundation.recording(),
            options(config),
            foundation.threads(),
            new OwnCost(foundation.recording(), measurement::latest),
            budget(),
            listeners());
    // Entries lie on the axis of the run, however the system's clock steps.
    log.timeBy(sampling::now);
    this.control = sampling.control(config.stop(), foundation.stop().stopper(), log);
  }

  /** All that grows counts. What can be told to hold less is reducible; a new one adds its line. */
  private MemoryBudget budget() {
    long limit = MemoryBudget.limitOf(heap());
    log.limitTo(limit / LOG_PART);
    followers.limitTo(limit / QUEUES_PART);
    return new MemoryBudget(
        foundation.recording().reader(),
        heap(),
        Reducible.of(runs::bytes, runs::limitTo, runs::isReduced),
        List.of(
            new MemoryBudget.Counted("queues", this::queueBytes),
            new MemoryBudget.Counted("log", log::bytes)));
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  private long queueBytes() {
    return followers.bytes() + hub.bytes() + serving.streamBytes();
  }

  private @Nullable RunRecorder recorder(AgentConfig config) {
    if (!config.record()) {
      return null;
    }
    RecordBounds bounds =
        new RecordBounds(config.recordMax(), config.recordKeep(), config.recordTotal());
    return new RunRecorder(
        RecordPlace.of(
            config.recordDir(),
            System.getenv(),
            System.getProperty("user.home", ""),
            config.recordSync(),
            bounds,
            log),
        bounds,
        session -> header(config).ofSession(session),
        instrumentation(),
        new Merging(config.digits()),
        log);
  }

  /** All followers of the run. A new one adds its line here. */
  private List<Follower> following() {
    List<Follower> all = new ArrayList<>();
    if (thresholds != null) {
      all.add(thresholds);
    }
    all.add(hub);
    if (report != null) {
      all.add(report);
    }
    if (recorder != null) {
      all.add(recorder);
    }
    return all;
  }

  /** The timeline comes first: the followers read it. */
  private List<SnapshotListener> listeners() {
    List<SnapshotListener> all = new ArrayList<>();
    all.add(runs);
    all.addAll(followers.listeners());
    return all;
  }

  /** All that is looked after. A new one adds its line here. */
  List<Care> cares() {
    List<Care> all =
        new ArrayList<>(
            List.of(
                shedding,
                jarCare,
                this::settlePresets,
                unmatched::look,
                this::checkClock,
                this::logClockStep,
                takingCounter::look,
                measurement::look,
                this::shrink));
    if (otlp != null) {
      all.add(otlp::look);
    }
    return all;
  }

  JarCare jarCare() {
    return jarCare;
  }

  private RunRecorder.Instrumentation instrumentation() {
    Instrumenter instrumenter = foundation.instrumenter();
    return new RunRecorder.Instrumentation() {
      @Override
      public long state() {
        return instrumenter.state();
      }

      @Override
      public InstrumentationReport report() {
        return instrumenter.report();
      }
    };
  }

  private static SamplerOptions options(AgentConfig config) {
    return new SamplerOptions(
        config.metricsInterval(),
        config.warmup(),
        config.ramp(),
        config.session().isPresent(),
        config.maxErrorsRetained(),
        config.sessionId().orElse(""));
  }

  private static HostFacts facts(AgentConfig config) {
    return new HostFacts(
        ProductVersion.text(),
        Processes.currentPid(),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.version", ""),
        System.getProperty("java.vendor", ""),
        JvmRegistration.mainClass(),
        config.duration().orElse(null),
        config.workers().orElse(null),
        config.scenario().orElse(null),
        config.metricsInterval(),
        config.control());
  }

  private RunHeader header(AgentConfig config) {
    List<String> patterns = new ArrayList<>();
    for (OperationSpec operation : config.operations()) {
      patterns.add(operation.pattern());
    }
    patterns.addAll(foundation.instrumenter().presetPatterns());
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : config.tags()) {
      tags.put(tag.key(), tag.value());
    }
    return new RunHeader(
        "",
        facts(config),
        Processes.current().startAndScope(),
        config.digits(),
        patterns,
        texts(config.thresholds()),
        tags,
        MachineFacts.get());
  }

  private AlertActions alerts(AgentConfig config) {
    return new AlertActions(
        config,
        this::markAlert,
        this::ask,
        serving::url,
        foundation.instrumentation(),
        foundation.threads(),
        foundation.threads().asking(),
        log);
  }

  /** It hears of the first snapshot on. */
  private @Nullable EventCallback callback(AgentConfig config) {
    String named = config.callback().orElse(null);
    if (named == null) {
      return null;
    }
    EventCallback made =
        new EventCallback(named, foundation.instrumentation(), foundation.threads().asking(), log);
    hub.opened(made);
    return made;
  }

  private @Nullable OtlpExport otlp(AgentConfig config) {
    HttpUrl receiver = config.otlp().orElse(null);
    if (receiver == null) {
      return null;
    }
    HttpHeaders headers = config.otlpHeaders().orElse(null);
    return new OtlpExport(
        receiver,
        headers == null ? Map.of() : headers.byName(),
        config.otlpInterval(),
        new OtlpExport.Source(runs, this::lifetime, this::serverState, this::now),
        foundation.threads(),
        log);
  }

  /** Begins to push the metrics, if that was asked for. */
  void startPushing() {
    if (otlp != null) {
      otlp.start();
    }
  }

  /** Begins the last push, if that was asked for, and returns at once. */
  void finishPushing() {
    if (otlp != null) {
      otlp.finish();
    }
  }

  private static List<String> texts(List<Threshold> thresholds) {
    List<String> texts = new ArrayList<>();
    for (Threshold threshold : thresholds) {
      texts.add(threshold.text());
    }
    return texts;
  }

  private Judgement judgement(String session) {
    return thresholds == null ? Judgement.NONE : thresholds.judgement(session);
  }

  private void markAlert(String text) {
    sampling.mark(Mark.Kind.THRESHOLD, text);
  }

  /** Tells what is left to be told; who was not told of all. */
  List<String> closeCallbacks(long deadlineNanos) {
    List<String> untold = new ArrayList<>();
    if (alerts != null) {
      untold.addAll(alerts.close(deadlineNanos));
    }
    if (callback != null && !callback.close(deadlineNanos)) {
      untold.add("callback");
    }
    if (otlp != null && !otlp.close(deadlineNanos)) {
      untold.add("otlp");
    }
    return untold;
  }

  private ServerState serverState() {
    return serving.state(skipped(), this::warnings);
  }

  private long skipped() {
    return followers.skipped() + (callback == null ? 0 : callback.skipped());
  }

  private List<String> warnings() {
    List<String> all = new ArrayList<>(unmatched.warnings());
    if (recorder != null) {
      all.addAll(recorder.warnings());
    }
    String unpushed = otlp == null ? "" : otlp.warning();
    if (!unpushed.isEmpty()) {
      all.add(unpushed);
    }
    return all;
  }

  private List<LogEntry> logged() {
    return log.entries(LogLevel.DEBUG, AgentLog.MOST_ENTRIES);
  }

  private RunControl.Answer ask(RunControl.Action action, String by) {
    return control.ask(action, by);
  }

  private Mark note(String text, @Nullable Instant at, String by) {
    Mark note = sampling.note(text, at);
    log.info("note", Map.of("text", text, "by", by));
    return note;
  }

  /** Called by the main thread when the host's room changes. */
  private void shed(Shedding.Step step, String why) {
    switch (step) {
      case NOTHING -> log.info("all work is done again: ".concat(why));
      case LARGE_ANSWERS -> log.warn("no large answers are made: ".concat(why));
      case SERVER -> log.warn("nothing is answered, counting goes on: ".concat(why));
      case ALL -> {
        log.toStderr("the monitor leaves, the program runs on without it: ".concat(why));
        log.warn("the monitor leaves: ".concat(why));
        foundation.shutdown().request("lack of memory");
      }
    }
    serving.shed(step);
    if (otlp != null) {
      otlp.allow(
          switch (step) {
            case NOTHING -> OtlpExport.Room.ENOUGH;
            case LARGE_ANSWERS -> OtlpExport.Room.LITTLE;
            case SERVER, ALL -> OtlpExport.Room.NONE;
          });
    }
  }

  void lookAtRoom() {
    shedding.look();
  }

  /**
   * How long the main thread may rest between two looks: an interval, unless there is work that is
   * done in small parts. Each interval adds to what is to be shrunk.
   */
  long lookNanos() {
    long interval = shrinking ? 0 : foundation.config().metricsInterval().toNanos();
    return Math.min(Math.max(BUSY_LOOK_NANOS, interval), shedding.lookNanos());
  }

  private void shrink() {
    shrinking = runs.shrink();
  }

  private void checkClock() {
    String fault = Clock.check();
    if (fault != null) {
      log.warn("the clock is nanoTime from now on: " + fault);
    }
    markChangeOfClock();
  }

  /** It throws compiled code away, and the charts may show that. */
  private void markChangeOfClock() {
    String clock = Clock.name();
    if (!clockAtLastLook.isEmpty() && !clock.equals(clockAtLastLook)) {
      sampling.mark(Mark.Kind.CLOCK, "clock: " + clock);
    }
    clockAtLastLook = clock;
  }

  private void logClockStep() {
    sampling.takeClockStep().ifPresent(log::warn);
  }

  /** Applies the patterns to the classes that are already loaded. */
  void instrumentLoadedClasses() {
    mark(foundation.instrumenter().instrumentLoadedClasses());
  }

  private void settlePresets() {
    Instrumenter instrumenter = foundation.instrumenter();
    if (instrumenter.isPresetChanged()) {
      unmatched.patternsChanged();
      // What clients did until now is in no total of the operations that are counted from now on.
      mark(
          instrumenter.settlePresets(
              () -> sampling.beginAnew("other operations are counted from now on")));
    }
  }

  private void mark(RetransformationResult applied) {
    if (!applied.isNothing()) {
      log.info(applied.text());
      sampling.mark(Mark.Kind.INSTRUMENTATION, applied.nanos(), applied.text());
    }
  }

  private Instant now() {
    return sampling.now();
  }

  private OtherJvm self(String host) {
    return new OtherJvm(Processes.currentPid(), serving.urlAt(host), JvmRegistration.mainClass());
  }

  private Lifetime lifetime() {
    return sampling.lifetime();
  }

  private void markTrial(long nanos, String text) {
    sampling.mark(Mark.Kind.INSTRUMENTATION, nanos, text);
  }

  Suggester suggester() {
    return suggester;
  }

  Sampling sampling() {
    return sampling;
  }

  ApiContext context() {
    return context;
  }

  @Nullable ReportWriter report() {
    return report;
  }

  Followers followers() {
    return followers;
  }

  /** Starts the server. */
  void serve() {
    serving.start(context, hub, MemoryBudget.limitOf(heap()) / QUEUES_PART);
  }

  Serving serving() {
    return serving;
  }
}
