package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a class that matches patterns can be instrumented, and lets Byte Buddy do it.
 *
 * <p>Runs on the host's threads while they load classes. Byte Buddy is behind {@link
 * ClassInstrumentation}, which is loaded with the first class that matches, or before by {@link
 * #warmUp}.
 */
final class ClassInstrumenter {
  private final Instrumentation instrumentation;
  private final RecordingSites sites;
  private final AgentLog log;
  private final ClassesByLoader instrumented = new ClassesByLoader();
  private volatile boolean used;

  ClassInstrumenter(Instrumentation instrumentation, RecordingSites sites, AgentLog log) {
    this.instrumentation = instrumentation;
    this.sites = sites;
    this.log = log;
  }

  /** The classes that have been instrumented. */
  ClassesByLoader instrumented() {
    return instrumented;
  }

  /**
   * Loads Byte Buddy by instrumenting a class of our own that is never used, unless a class of the
   * host's has begun to.
   */
  void warmUp() {
    if (!used) {
      ClassInstrumentation.warmUp();
    }
  }

  byte @Nullable [] instrument(
      List<Matches> candidates,
      @Nullable Matches session,
      @Nullable Module module,
      @Nullable ClassLoader loader,
      String internalName,
      byte[] bytes) {
    String className = internalName.replace('/', '.');
    String refusal = refusal(module, loader);
    if (refusal != null) {
      candidates.forEach(matches -> matches.failed(className, null, refusal));
      applied(candidates, loader, className);
      return null;
    }
    used = true;
    List<Matches> operations = new ArrayList<>(candidates);
    boolean bounds = session != null && operations.remove(session);
    byte[] result =
        new ClassInstrumentation(sites, operations, bounds ? session : null, log)
            .instrument(loader, className, bytes);
    applied(candidates, loader, className);
    if (result != null) {
      instrumented.add(loader, className);
      ProbeFacade.HERE.letRead(instrumentation, module);
    }
    return result;
  }

  private static @Nullable String refusal(@Nullable Module module, @Nullable ClassLoader loader) {
    if (module != null && module.equals(Object.class.getModule())) {
      return "classes of java.base cannot be operations: the probe itself runs on them";
    }
    return ProbeFacade.HERE.obstacle(loader);
  }

  private static void applied(
      List<Matches> candidates, @Nullable ClassLoader loader, String className) {
    for (Matches matches : candidates) {
      matches.applied().add(loader, className);
    }
  }

  /**
   * Lists a class whose instrumentation failed; it stays as it was.
   *
   * @param candidates the patterns that mean it, as far as that is known
   */
  void failed(
      List<Matches> candidates,
      @Nullable ClassLoader loader,
      String internalName,
      Throwable failure) {
    try {
      String className = internalName.replace('/', '.');
      String reason = "not instrumented: " + failure;
      for (Matches matches : candidates) {
        matches.failed(className, null, reason);
      }
      if (!(failure instanceof VirtualMachineError)) {
        // Else the stack or the heap was at its end, and a second look may go better.
        applied(candidates, loader, className);
      }
      log.warn(className + " " + reason);
    } catch (Throwable untold) {
      // The class is loaded as it is, whether that can be said or not.
      return;
    }
  }
}
