package org.benchmonitor.start;

import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import org.benchmonitor.host.Agent;
import org.benchmonitor.host.instrument.ModuleAccess;
import org.benchmonitor.host.instrument.OwnClasses;

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
    Starting starting = new Starting(arguments, instrumentation, beforeMain);
    try {
      starting.privileged();
    } catch (PrivilegedActionException failure) {
      throw (IOException) failure.getException();
    }
  }

  /**
   * With the permissions of these classes alone: the agent's threads inherit what is on the stack
   * when they are made, and a security manager that comes later must not find the host's there.
   */
  private record Starting(String arguments, Instrumentation instrumentation, boolean beforeMain)
      implements PrivilegedExceptionAction<Boolean> {
    @SuppressWarnings("removal") // of no effect where there is no security manager any more
    void privileged() throws PrivilegedActionException {
      AccessController.doPrivileged(this);
    }

    @Override
    public Boolean run() throws IOException {
      openJdk(instrumentation);
      Set<String> boot = BootClasses.define(instrumentation);
      ClassLoader core = Start.class.getClassLoader();
      Closeable loader = (Closeable) core;
      CodeSource entry = Start.class.getProtectionDomain().getCodeSource();
      OwnClasses own = new OwnClasses(core, entry, boot);
      boolean started = false;
      try {
        started =
            Agent.start(arguments, instrumentation, beforeMain, new ShutdownSlot(), loader, own);
      } finally {
        if (!started) {
          loader.close();
        }
      }
      return started;
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
    try {
      ModuleAccess.give(
          instrumentation,
          Object.class.getModule(),
          Set.of("jdk.internal.misc", "jdk.internal.access"),
          Set.of("java.lang"),
          Start.class.getModule());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
