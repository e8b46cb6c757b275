package org.benchmonitor.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent in a host, at the host's start or later.
 *
 * <p>Runs on the host's main thread (premain), or on a thread of its own for which the attach
 * thread waits (agentmain). The host waits, so it does almost nothing: no logging, no management
 * beans, no name resolution, no server. It never throws: a monitor that cannot start says so in one
 * line, and the host runs on.
 */
public final class MonitorAgent {
  /** The host's system property that says where the monitor is; set once a host has one. */
  static final String URL_PROPERTY = "org.benchmonitor.url";

  /** When this process was started; empty until it is known. */
  static final String PROCESS_PROPERTY = "org.benchmonitor.process";

  /** Why an attached agent has not started; the command line reads it. */
  static final String REFUSED_PROPERTY = "org.benchmonitor.refused";

  private static final String START = "org.benchmonitor.start.Start";

  /** The argument that ends the monitor instead of starting one. */
  private static final String DETACH = "detach";

  private static volatile @Nullable CoreLoader core;

  private MonitorAgent() {}

  /** Never throws: the JVM would end the host, with exit code 1 or 134. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, true);
  }

  /**
   * Starts or detaches later, on a thread of its own: what libraries leave on the thread that runs
   * them must not stay on the JVM's attach thread.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      Thread attaching =
          new Thread(
              null,
              () -> attached(arguments, instrumentation),
              "monitor-attach",
              0,
              false); // no inheritable thread-locals of the attach thread
      attaching.setContextClassLoader(null);
      attaching.setDaemon(true);
      attaching.start();
      attaching.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      report("not attached", failure);
    }
  }

  private static void attached(@Nullable String arguments, Instrumentation instrumentation) {
    if (DETACH.equals(arguments)) {
      detach();
    } else {
      awaitLeaving();
      start(arguments, instrumentation, false);
    }
  }

  private static synchronized void start(
      @Nullable String arguments, Instrumentation instrumentation, boolean beforeMain) {
    if (core != null) {
      alreadyMonitored();
      return;
    }
    try {
      // An attach to a JDK tool is deliberate.
      if (beforeMain && JdkTool.isRunBy(System.getProperty("sun.java.command", ""))) {
        return;
      }
      // Overwrite what a parent JVM may have handed down with all its properties: it describes the
      // parent.
      System.setProperty(PROCESS_PROPERTY, "");
      System.setProperty(URL_PROPERTY, "");
      System.clearProperty(REFUSED_PROPERTY);
      load(arguments == null ? "" : arguments, instrumentation, beforeMain);
    } catch (Throwable failure) {
      report("not started, the program runs on without it", failure);
      left();
      if (!beforeMain) {
        refuse(failure);
      }
    }
  }

  @SuppressWarnings("SystemOut") // the one line that says why there is no second monitor
  private static void alreadyMonitored() {
    try {
      String url = System.getProperty(URL_PROPERTY, "");
      System.err.println("[monitor] already monitored" + (url.isEmpty() ? "" : " at " + url));
    } catch (Throwable refused) {
      report("already monitored", refused);
    }
  }

  /** Gives a monitor that was asked to leave time to do so, before the next one starts. */
  private static void awaitLeaving() {
    try {
      CoreLoader leaving = core;
      if (leaving != null && (boolean) call(leaving, "isLeaving")) {
        call(leaving, "detach");
      }
    } catch (Throwable failure) {
      report("the previous monitor could not leave", failure);
    }
  }

  private static void detach() {
    try {
      CoreLoader there = core;
      if (there == null) {
        System.err.println("[monitor] not detached, this program is not monitored");
      } else if (!(boolean) call(there, "detach")) {
        System.err.println("[monitor] not detached within 15 s; it continues to run");
      }
    } catch (Throwable failure) {
      report("not detached", failure);
    }
  }

  private static Object call(CoreLoader loader, String method) throws ReflectiveOperationException {
    return loader.loadClass(START).getMethod(method).invoke(null);
  }

  /** Notes that there is no monitor any more; never throws. */
  private static void left() {
    core = null;
    try {
      System.clearProperty(URL_PROPERTY);
      System.clearProperty(PROCESS_PROPERTY);
    } catch (Throwable refused) {
      // A security manager kept the monitor out; the properties say nothing by now.
      return;
    }
  }

  /** Tells the command line, which waits for a URL; never throws. */
  private static void refuse(Throwable failure) {
    try {
      System.setProperty(REFUSED_PROPERTY, reason(failure));
    } catch (Throwable refused) {
      return;
    }
  }

  private static void load(String arguments, Instrumentation instrumentation, boolean beforeMain)
      throws Exception {
    File jar =
        new File(MonitorAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    CoreLoader loader = new CoreLoader(jar, new Left());
    core = loader;
    loader
        .loadClass(START)
        .getMethod(beforeMain ? "premain" : "agentmain", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }

  @SuppressWarnings("SystemOut") // the one line that says why there is no monitor
  private static void report(String what, Throwable failure) {
    try {
      System.err.println("[monitor] " + what + ": " + reason(failure));
    } catch (Throwable ignored) {
      // The host comes first, even if its own stderr throws.
      return;
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof SecurityException) {
      return cause + "; the policy must grant monitor.jar java.security.AllPermission";
    }
    String message = cause.getMessage();
    // The core's own refusals are sentences.
    return cause instanceof IllegalStateException && message != null ? message : cause.toString();
  }

  /** No lambda: the first one costs the host's start milliseconds. */
  private static final class Left implements Runnable {
    @Override
    public void run() {
      left();
    }
  }
}
