package org.benchmonitor.start;

import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.Agent;

/**
 * Called by monitor.jar's entry through the agent's loader.
 *
 * <p>The two methods have the shape of premain on purpose: a JDK that makes a method handle for a
 * reflective call has made one of this shape for premain already, any other takes milliseconds.
 */
public final class Start {
  private Start() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
    start(arguments, instrumentation, true);
  }

  public static void agentmain(String arguments, Instrumentation instrumentation)
      throws IOException {
    start(arguments, instrumentation, false);
  }

  private static void start(String arguments, Instrumentation instrumentation, boolean beforeMain)
      throws IOException {
    openJdk(instrumentation);
    BootClasses.define(instrumentation);
    Closeable loader = (Closeable) Start.class.getClassLoader();
    boolean started = false;
    try {
      started = Agent.start(arguments, instrumentation, beforeMain, new ShutdownSlot(), loader);
    } finally {
      if (!started) {
        loader.close();
      }
    }
  }

  /** Lets the monitor leave the JVM; whether it has when this returns. */
  public static boolean detach() throws InterruptedException {
    return Agent.detach();
  }

  /** Whether the monitor is about to leave the JVM. */
  public static boolean isLeaving() {
    return Agent.isLeaving();
  }

  /** What the JDK refuses here shows where it is used, and each user has another way. */
  private static void openJdk(Instrumentation instrumentation) {
    Set<Module> own = Set.of(Start.class.getModule());
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of("jdk.internal.misc", own, "jdk.internal.access", own),
          Map.of(),
          Set.of(),
          Map.of());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
