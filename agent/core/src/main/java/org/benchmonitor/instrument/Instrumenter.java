package org.benchmonitor.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.config.OperationSpec;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.model.InstrumentationReport;
import org.jspecify.annotations.Nullable;

/**
 * Applies the operation patterns to the host's classes.
 *
 * <p>{@link #register} is called in premain and is quick; {@link #instrumentLoadedClasses} is
 * called by a thread of the agent and loads Byte Buddy; {@link #report} by any thread.
 */
public final class Instrumenter {
  private static final int BATCH = 100;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Instrumentation instrumentation;
  private final Recording recording;
  private final AgentLog log;
  private final List<Matches> operations = new ArrayList<>();
  private final TypeFilter filter;
  private final Weaver weaver;
  private final HostTransformer transformer;
  private final ExitWatch exitWatch;
  private volatile boolean applied;

  /**
   * Understands the patterns; those that cannot be understood are handed to the log and left out.
   *
   * @param session the pattern of the method that bounds a run, or null
   */
  public Instrumenter(
      Instrumentation instrumentation,
      Recording recording,
      List<OperationSpec> specs,
      @Nullable String session,
      AgentLog log) {
    this.instrumentation = instrumentation;
    this.recording = recording;
    this.log = log;
    for (OperationSpec spec : specs) {
      Matches matches = understand(spec, "op");
      if (matches != null) {
        operations.add(matches);
      }
    }
    Matches bounds =
        session == null
            ? null
            : understand(new OperationSpec(session, null, null, null), "session");
    List<Matches> all = new ArrayList<>(operations);
    if (bounds != null) {
      all.add(bounds);
    }
    this.filter = new TypeFilter(all);
    this.weaver = new Weaver(instrumentation, recording, log, all, bounds);
    this.transformer = new HostTransformer(filter, weaver);
    this.exitWatch = new ExitWatch(instrumentation, log);
  }

  private @Nullable Matches understand(OperationSpec spec, String key) {
    try {
      return new Matches(OperationPattern.parse(spec));
    } catch (IllegalArgumentException e) {
      log.toStderr("option " + key + ": " + e.getMessage() + "; it is left out");
      log.error("option " + key + ": " + e.getMessage());
      return null;
    }
  }

  /** Lets every class that is loaded from now on be looked at. */
  public void register() {
    // Once over a dummy: what the transformer needs of the JDK must be loaded before it is called
    // in the middle of a class being loaded.
    transformer.transform(null, null, "none/such/Type", null, null, new byte[0]);
    instrumentation.addTransformer(transformer, true);
  }

  /** Loads Byte Buddy and instruments the matching classes that are loaded already. */
  public void instrumentLoadedClasses() {
    weaver.warmUp();
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isCandidate(type)) {
        classes.add(type);
      }
    }
    for (int from = 0; from < classes.size(); from += BATCH) {
      if (from > 0) {
        // A retransformation stops the world; a pause between batches lets the host breathe.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      retransform(classes.subList(from, Math.min(from + BATCH, classes.size())));
    }
    applied = true;
    exitWatch.start();
  }

  private boolean isCandidate(Class<?> type) {
    return instrumentation.isModifiableClass(type)
        && !type.isHidden()
        && !type.isArray()
        && !isAgents(type.getClassLoader())
        && filter.mayMatch(type);
  }

  private static boolean isAgents(@Nullable ClassLoader loader) {
    return loader != null && HostTransformer.OWN_LOADER.equals(loader.getName());
  }

  private void retransform(List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      if (classes.size() > 1) {
        // One class spoils its batch: each by itself.
        classes.forEach(type -> retransform(List.of(type)));
      } else {
        weaver.failed(classes.get(0).getName().replace('.', '/'), failure);
      }
    }
  }

  /** What has been matched so far, with near names for patterns that have matched nothing. */
  public InstrumentationReport report() {
    List<InstrumentationReport.Pattern> patterns = new ArrayList<>();
    Map<Matches, List<String>> near = new LinkedHashMap<>();
    for (Matches matches : operations) {
      if (matches.isEmpty()) {
        near.put(matches, NearNames.of(matches.pattern(), instrumentation.getAllLoadedClasses()));
      }
    }
    for (Matches matches : operations) {
      patterns.add(matches.report(near.getOrDefault(matches, List.of())));
    }
    return new InstrumentationReport(List.copyOf(patterns), recording.suppressed(), applied);
  }

  /** Gives all classes back as they were. */
  public void stop() {
    exitWatch.stop();
    instrumentation.removeTransformer(transformer);
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isCandidate(type)) {
        classes.add(type);
      }
    }
    for (int from = 0; from < classes.size(); from += BATCH) {
      retransform(classes.subList(from, Math.min(from + BATCH, classes.size())));
    }
    log.info("classes are as they were", Map.of("classes", classes.size()));
  }
}
