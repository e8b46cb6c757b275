package org.benchmonitor.start;

import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import java.util.function.Supplier;
import org.benchmonitor.host.Agent;
import org.benchmonitor.host.CoreJar;
import org.benchmonitor.host.instrument.ModuleAccess;
import org.benchmonitor.host.instrument.OwnClasses;

/**
 * The start of the core; monitor.jar's entry calls it through the agent's loader.
 *
 * <p>Two methods have the shape of premain on purpose: a JDK that makes method handles for
 * reflective calls has made one of this shape already, and any other takes milliseconds.
 */
public final class Start {
  private Start() {}

  /**
   * Starts before the host's main.
   *
   * @throws IllegalStateException if the monitor stays out; its message says why
   */
  public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
    start(arguments, instrumentation, true);
  }

  /**
   * Starts in a host that runs.
   *
   * @throws IllegalStateException if the monitor stays out; its message says why
   */
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
   * Starts with the permissions of these classes alone. The agent's threads inherit what is on the
   * stack when they are made, and a later security manager must not find the host's there.
   */
  private record Starting(String arguments, Instrumentation instrumentation, boolean beforeMain)
      implements PrivilegedExceptionAction<Boolean> {
    @SuppressWarnings("removal") // has no effect without a security manager
    void privileged() throws PrivilegedActionException {
      AccessController.doPrivileged(this);
    }

    @Override
    public Boolean run() throws IOException {
      ClassLoader core = Start.class.getClassLoader();
      Closeable loader = (Closeable) core;
      @SuppressWarnings("unchecked") // monitor.jar's entry says so; the core cannot name its class
      Supplier<String> fault = (Supplier<String>) core;
      CodeSource entry = Start.class.getProtectionDomain().getCodeSource();
      boolean started = false;
      try {
        openJdk(instrumentation);
        String lack = JvmRoom.lack(instrumentation, beforeMain);
        if (lack != null) {
          throw new IllegalStateException(lack);
        }
        OwnClasses own = new OwnClasses(core, entry, BootClasses.define(instrumentation));
        CoreJar jar = new CoreJar(Path.of(entry.getLocation().toURI()), loader, fault);
        started = Agent.start(arguments, instrumentation, beforeMain, new ShutdownSlot(), jar, own);
      } catch (URISyntaxException unknown) {
        throw new IOException(unknown);
      } finally {
        if (!started) {
          loader.close();
        }
      }
      return started;
    }
  }

  /** Asks the monitor to leave the JVM; returns whether it has. */
  public static boolean detach() throws InterruptedException {
    return Agent.detach();
  }

  /** Whether the monitor is about to leave the JVM. */
  public static boolean isLeaving() {
    return Agent.isLeaving();
  }

  /** Opens the JDK. What it refuses shows where it is used, and each user has another way. */
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
