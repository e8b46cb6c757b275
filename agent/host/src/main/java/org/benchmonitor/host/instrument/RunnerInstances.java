package org.benchmonitor.host.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import org.benchmonitor.bootstrap.Facade;
import org.benchmonitor.bootstrap.LastInstance;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Learns of the instances of one class of the host, by advice on its constructors; held weakly.
 *
 * <p>Runs on the host's threads while they load classes; never throws. Whatever fails, no instance
 * is known.
 */
public final class RunnerInstances implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final String internalName;
  private final AgentLog log;

  /**
   * Makes it; nothing is changed before {@link #start}.
   *
   * @param typeName of the class, as {@code Class.getName} has it
   */
  public RunnerInstances(Instrumentation instrumentation, String typeName, AgentLog log) {
    this.instrumentation = instrumentation;
    this.internalName = typeName.replace('.', '/');
    this.log = log;
  }

  /** Called before the class is loaded; quick. */
  public void start() {
    instrumentation.addTransformer(this, true);
  }

  /** The last one made that is still there, or null. */
  @Nullable Object last() {
    return LastInstance.last();
  }

  /** Gives the class back as it was. */
  public void stop() {
    LastInstance.forget();
    if (!instrumentation.removeTransformer(this)) {
      return;
    }
    for (Class<?> type : LoadedClasses.of(instrumentation)) {
      if (type.getName().equals(internalName.replace('/', '.'))) {
        try {
          instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
          log.warn("the constructors stay instrumented in " + type.getName() + ": " + refused);
        }
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || !name.equals(internalName)) {
      return null;
    }
    try {
      String obstacle = ProbeFacade.HERE.obstacle(loader);
      if (obstacle != null) {
        throw new IllegalStateException(obstacle);
      }
      byte[] instrumented = Instrumenting.instrument(name.replace('/', '.'), loader, bytes);
      ProbeFacade.HERE.letRead(instrumentation, module);
      return instrumented;
    } catch (Throwable failure) {
      log.info("instances of " + name.replace('/', '.') + " will not be seen: " + failure);
      return null;
    }
  }

  /** Inlined at the end of each constructor. */
  private static final class Made {
    private Made() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object made) {
      Facade.made(made);
    }
  }

  /**
   * Apart, because the JVM loads Byte Buddy to verify what uses it, and premain makes this object.
   */
  private static final class Instrumenting {
    private Instrumenting() {}

    static byte[] instrument(String className, @Nullable ClassLoader loader, byte[] bytes) {
      return AdvisedClass.of(loader, className, bytes)
          .with(
              Advice.to(AdviceChoice.described(Made.class), AdviceChoice.LOCATOR),
              MethodDescription::isConstructor);
    }
  }
}
