package org.benchmonitor.host.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Learns the code that the host exits with, by advice on {@code Runtime.exit}.
 *
 * <p>The only class of java.base that is changed. Whatever fails, the code stays unknown.
 */
final class ExitWatch implements ClassFileTransformer {
  private static final String RUNTIME = "java/lang/Runtime";

  private final Instrumentation instrumentation;
  private final AgentLog log;

  ExitWatch(Instrumentation instrumentation, AgentLog log) {
    this.instrumentation = instrumentation;
    this.log = log;
  }

  void start() {
    try {
      ProbeFacade.HERE.letRead(instrumentation, Object.class.getModule());
      instrumentation.addTransformer(this, true);
      instrumentation.retransformClasses(Runtime.class);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
      log.info("the exit code will not be seen: " + refused);
    }
  }

  void stop() {
    if (instrumentation.removeTransformer(this)) {
      try {
        instrumentation.retransformClasses(Runtime.class);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
        log.warn("Runtime.exit stays instrumented: " + refused);
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (!RUNTIME.equals(name)) {
      return null;
    }
    try {
      return Instrumenting.instrument(bytes);
    } catch (Throwable failure) {
      log.info("the exit code will not be seen: " + failure);
      return null;
    }
  }

  /**
   * Apart, because the JVM loads Byte Buddy to verify what uses it, and premain makes the watch.
   */
  private static final class Instrumenting {
    private Instrumenting() {}

    static byte[] instrument(byte[] bytes) {
      return AdvisedClass.of(null, Runtime.class.getName(), bytes)
          .with(AdviceChoice.jvmExit(), method -> AdvisedClass.key(method).equals("exit(I)V"));
    }
  }
}
