package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.preset.Preset;
import org.jspecify.annotations.Nullable;

/**
 * Applies the operation patterns to the host's classes.
 *
 * <p>{@link #register} is called in premain and is quick; all other changes are made by threads of
 * the agent, one at a time; {@link #report} by any thread. Classes may be loaded meanwhile.
 */
public final class Instrumenter {
  private static final String SESSION = "session";

  /** More than a pattern has methods and failures. */
  private static final long MORE = 2_000_006;

  private final Instrumentation instrumentation;
  private final Recording recording;
  private final OwnClasses own;
  private final AgentLog log;
  private final ClassInstrumenter classInstrumenter;
  private final HostTransformer transformer;
  private final ExitWatch exitWatch;
  private volatile boolean applied;
  private final RetiredPatterns retired;
  private @Nullable PresetWatch presets;
  private final Object changing = new Object();
  private @Nullable MethodTrial trial;
  private boolean stopped;

  /**
   * Understands the patterns; those that cannot be understood are handed to the log and left out.
   *
   * @param session the pattern of the method that bounds a run, or null
   * @param own what is never instrumented
   */
  public Instrumenter(
      Instrumentation instrumentation,
      Recording recording,
      List<OperationSpec> specs,
      @Nullable String session,
      OwnClasses own,
      AgentLog log) {
    this.instrumentation = instrumentation;
    this.own = own;
    this.recording = recording;
    this.log = log;
    List<Matches> operations = new ArrayList<>();
    for (OperationSpec spec : specs) {
      Matches matches = understand(spec, "op");
      if (matches != null) {
        operations.add(matches);
      }
    }
    Matches bounds = session == null ? null : understand(OperationSpec.of(session), SESSION);
    this.classInstrumenter = new ClassInstrumenter(instrumentation, recording.sites(), log);
    this.transformer = new HostTransformer(Patterns.of(operations, bounds), classInstrumenter, own);
    this.exitWatch = new ExitWatch(instrumentation, log);
    this.retired = new RetiredPatterns(recording.sites());
  }

  private @Nullable Matches understand(OperationSpec spec, String key) {
    try {
      return Matches.of(spec);
    } catch (IllegalArgumentException e) {
      log.toStderr("option " + key + ": " + e.getMessage() + "; it is ignored");
      log.error("option " + key + ": " + e.getMessage());
      return null;
    }
  }

  /**
   * Watches for known runners and client libraries, whose patterns then hold as well; before {@link
   * #register}.
   *
   * @param onChange told by a thread of the host that there is work for {@link #settlePresets}
   */
  public void detect(List<Preset> known, Runnable onChange) {
    PresetWatch watch = new PresetWatch(known, transformer, log, onChange);
    presets = watch;
    transformer.watch(watch);
  }

  /** Has the patterns of a preset hold, whether what it is for is there or not. */
  public void take(Preset named) {
    PresetWatch none = new PresetWatch(List.of(), transformer, log, () -> {});
    presets = none;
    none.take(named);
  }

  /** Lets every class that is loaded from now on be looked at. */
  public void register() {
    transformer.rehearse();
    instrumentation.addTransformer(transformer, true);
  }

  /** Warms up and instruments the matching classes that are loaded already. */
  public RetransformationResult instrumentLoadedClasses() {
    // On a stack of the agent's own: the class of the host's that comes next may load at the end
    // of one.
    Probe.warmUp();
    classInstrumenter.warmUp();
    synchronized (changing) {
      PresetWatch watch = presets;
      if (watch != null) {
        // Their class files tell whether they have the shape that is known.
        new Retransformation(instrumentation, own, (type, failure) -> failed(type, true, failure))
            .run(watch::isTrigger);
      }
      TypeFilter filter = transformer.patterns().filter();
      RetransformationResult first =
          retransform(
              () ->
                  type -> filter.mayMatch(type) && !classInstrumenter.instrumented().contains(type),
              0,
              false);
      applied = true;
      exitWatch.start();
      return first;
    }
  }

  /**
   * Whether a class was loaded meanwhile that a pattern may mean though its class files did not
   * tell, or though there was no room to look at it, so that another look may find it; said once.
   * Quick.
   */
  public boolean takeDoubt() {
    String withoutRoom = transformer.takeWithoutRoom();
    if (withoutRoom != null) {
      log.warn(
          withoutRoom.replace('/', '.')
              + " was loaded where the stack or the heap had no room to instrument it; its calls"
              + " are counted from the next look at the loaded classes on, if a pattern matches it");
    }
    return transformer.patterns().filter().takeDoubt() || withoutRoom != null;
  }

  /**
   * Instruments the classes that the patterns mean and have never been applied to. Their class
   * files did not tell what is above them, or the JVM did not show them: a class that is loaded
   * inside of a transformation is not transformed.
   */
  public RetransformationResult lookAgain() {
    synchronized (changing) {
      return stopped
          ? RetransformationResult.NOTHING
          : retransform(() -> transformer.patterns().filter()::hasMissed, 0, false);
    }
  }

  /**
   * Takes patterns away and adds others, all or none; returns when the classes are transformed.
   *
   * @param remove the texts of patterns, as {@link #report} gives them
   * @throws IllegalArgumentException naming the pattern that is wrong
   * @throws IllegalStateException if the classes have been given back already
   */
  public RetransformationResult change(List<OperationSpec> add, List<String> remove) {
    synchronized (changing) {
      if (stopped) {
        throw new IllegalStateException("the monitor is being detached");
      }
      PatternChange change;
      int givenBack;
      synchronized (transformer) {
        Patterns before = transformer.patterns();
        change = PatternChange.of(before, add, remove, retired);
        if (change.isNothing()) {
          return RetransformationResult.NOTHING;
        }
        givenBack = methods(change.removed());
        retired.revive(change.added());
        transformer.apply(before.with(change.after()));
      }
      change.removed().forEach(retired::add);
      TypeFilter meant = new TypeFilter(Patterns.withEnds(change.added()));
      return retransform(
          () -> {
            retired.retireAgain(change.removed());
            return instrumentedBy(change.removed()).or(meant::mayMatch);
          },
          givenBack,
          true);
    }
  }

  /**
   * Tries methods beside the operations; returns when they are counted. One trial at a time.
   *
   * @param patterns each names a type and a method
   * @throws IllegalArgumentException naming the pattern that is wrong
   * @throws IllegalStateException if the classes have been given back already
   */
  public MethodTrial beginTrial(List<String> patterns) {
    MethodTrial begun = MethodTrial.of(patterns);
    synchronized (changing) {
      if (stopped || trial != null) {
        throw new IllegalStateException(
            stopped ? "the monitor is being detached" : "another trial goes on");
      }
      trial = begun;
      synchronized (transformer) {
        transformer.apply(transformer.patterns().trying(begun.matches()));
      }
      TypeFilter meant = new TypeFilter(begun.matches());
      retransform(() -> meant::mayMatch, 0, false);
      begun.begin();
      return begun;
    }
  }

  /** Gives the methods of a trial back; returns when their classes are as they were. */
  public void endTrial(MethodTrial ended) {
    synchronized (changing) {
      ended.end();
      if (trial == ended) {
        trial = null;
        synchronized (transformer) {
          transformer.apply(transformer.patterns().trying(List.of()));
        }
        if (!stopped) {
          Predicate<Class<?>> tried = instrumentedBy(ended.matches());
          retransform(() -> tried, 0, false);
        }
      }
    }
  }

  /**
   * The classes that have advice by these patterns, with those that another thread has just
   * instrumented.
   */
  private Predicate<Class<?>> instrumentedBy(List<Matches> some) {
    Set<String> names = new HashSet<>();
    some.forEach(matches -> names.addAll(matches.classNames()));
    return type ->
        names.contains(type.getName()) && classInstrumenter.instrumented().contains(type);
  }

  /** Whether there is work for {@link #settlePresets}; quick. */
  public boolean isPresetChanged() {
    PresetWatch watch = presets;
    return watch != null && watch.isChanged();
  }

  /**
   * Does for the presets what a thread of the host has left: instruments the classes that were
   * there before the one that told of a preset, and gives those back that only a withdrawn preset
   * means.
   *
   * @param onWithdrawn called when the withdrawn patterns begin no operation any more
   */
  public RetransformationResult settlePresets(Runnable onWithdrawn) {
    PresetWatch watch = presets;
    List<Matches> withdrawn = watch == null ? null : watch.takeChange();
    if (withdrawn == null) {
      return RetransformationResult.NOTHING;
    }
    synchronized (changing) {
      if (stopped) {
        return RetransformationResult.NOTHING;
      }
      int givenBack = methods(withdrawn);
      if (!withdrawn.isEmpty()) {
        withdrawn.forEach(retired::add);
        onWithdrawn.run();
      }
      return retransform(
          () -> {
            retired.retireAgain(withdrawn);
            TypeFilter filter = transformer.patterns().filter();
            return instrumentedBy(withdrawn).or(filter::hasMissed);
          },
          givenBack,
          true);
    }
  }

  /** The user has named operations: what client libraries do below them is counted no more. */
  public void withdrawClients() {
    PresetWatch watch = presets;
    if (watch != null) {
      watch.withdrawClients("operations were named");
    }
  }

  /** The texts of the patterns that hold by presets. */
  public List<String> presetPatterns() {
    List<String> texts = new ArrayList<>();
    for (Matches matches : transformer.patterns().operations()) {
      if (matches.isOfPreset()) {
        texts.add(matches.pattern().text());
      }
    }
    return texts;
  }

  /**
   * Transforms the classes that are wanted.
   *
   * @param atRunTime false where classes that are just being loaded need no second look
   */
  private RetransformationResult retransform(
      Supplier<Predicate<Class<?>>> wanted, int givenBack, boolean atRunTime) {
    int before = methods(transformer.patterns().operations());
    long start = System.nanoTime();
    Set<Class<?>> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
    Retransformation retransformation =
        new Retransformation(
            instrumentation, own, (type, failure) -> failed(type, fresh.contains(type), failure));
    Supplier<Predicate<Class<?>>> noting = () -> noting(wanted.get(), fresh);
    int classes =
        atRunTime ? retransformation.runTwice(noting) : retransformation.run(noting.get());
    int instrumented = methods(transformer.patterns().operations()) - before;
    return new RetransformationResult(classes, instrumented, givenBack, System.nanoTime() - start);
  }

  /** Notes those that have no advice yet. */
  private Predicate<Class<?>> noting(Predicate<Class<?>> wanted, Set<Class<?>> fresh) {
    return type -> {
      boolean isWanted = wanted.test(type);
      if (isWanted && !classInstrumenter.instrumented().contains(type)) {
        fresh.add(type);
      }
      return isWanted;
    };
  }

  private static int methods(List<Matches> patterns) {
    int methods = 0;
    for (Matches matches : Patterns.withEnds(patterns)) {
      methods += matches.size();
    }
    return methods;
  }

  /**
   * The JVM did not take a class as it was transformed.
   *
   * @param fresh whether it had no advice before, so that it has none now
   */
  private void failed(Class<?> type, boolean fresh, Throwable failure) {
    Patterns patterns = transformer.patterns();
    if (fresh) {
      patterns.all().forEach(matches -> matches.unmatched(type.getName()));
      classInstrumenter.instrumented().remove(type);
    }
    classInstrumenter.failed(
        patterns.filter().meaning(type),
        type.getClassLoader(),
        type.getName().replace('.', '/'),
        failure);
  }

  /**
   * What has been matched so far, with near names for patterns that have matched nothing. Compares
   * all loaded classes where it must; for documents that somebody wants to read.
   */
  public InstrumentationReport report() {
    Patterns patterns = transformer.patterns();
    List<Matches> all = patterns.all();
    if (all.stream().anyMatch(Matches::isEmpty)) {
      Class<?>[] loaded = LoadedClasses.of(instrumentation);
      all.forEach(matches -> matches.lookForNearNames(loaded, own));
    }
    return new InstrumentationReport(
        Patterns.withEnds(patterns.operations()).stream().map(Matches::report).toList(),
        recording.reader().suppressed(),
        applied,
        presets == null ? List.of() : presets.report());
  }

  /**
   * Another number as soon as a report has more than other counts and near names; quick, as a
   * report is not.
   */
  public long state() {
    long state = applied ? 1 : 0;
    for (Matches matches : Patterns.withEnds(transformer.patterns().operations())) {
      state = MORE * state + matches.state();
    }
    return state;
  }

  /**
   * The patterns without a match, with the near names of the last {@link #report}; quick. Also that
   * of the method that bounds a run, which is no operation and in no report: by its option.
   */
  public List<InstrumentationReport.Pattern> unmatched() {
    Patterns patterns = transformer.patterns();
    List<InstrumentationReport.Pattern> unmatched = new ArrayList<>();
    for (Matches matches : patterns.all()) {
      if (matches.isAmiss()) {
        InstrumentationReport.Pattern report = matches.report();
        unmatched.add(matches == patterns.session() ? asOption(report) : report);
      }
    }
    return unmatched;
  }

  private static InstrumentationReport.Pattern asOption(InstrumentationReport.Pattern session) {
    return new InstrumentationReport.Pattern(
        SESSION + "=" + session.pattern(),
        session.operation(),
        session.methods(),
        session.failed(),
        session.nearNames(),
        session.correction());
  }

  /** Gives all classes back as they were. */
  public void stop() {
    synchronized (changing) {
      stopped = true;
      MethodTrial going = trial;
      if (going != null) {
        going.end();
      }
      exitWatch.stop();
      instrumentation.removeTransformer(transformer);
      int classes =
          new Retransformation(
                  instrumentation, own, (type, failure) -> failed(type, false, failure))
              .runTwice(() -> classInstrumenter.instrumented()::contains);
      log.info("classes have their own bytecode again", Map.of("classes", classes));
    }
  }
}
