package org.benchmonitor.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent in a host, at its start or later.
 *
 * <p>Runs on the host's main thread (premain) or on its attach thread (agentmain). It does almost
 * nothing, because the host waits for it: no logging, no management beans, no name resolution, no
 * server. It never throws: a monitor that cannot start says so in one line, and the host runs on.
 */
public final class MonitorAgent {
  /** The host's system property that says where the monitor is; set once a host has one. */
  static final String URL_PROPERTY = "org.benchmonitor.url";

  private static final String START = "org.benchmonitor.start.Start";

  /** The argument that ends the monitor instead of starting one. */
  private static final String DETACH = "detach";

  private static volatile @Nullable CoreLoader core;

  private MonitorAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments == null ? "" : arguments, instrumentation, true);
  }

  /**
   * The same later, on a thread of its own: what libraries leave with the thread that runs them
   * must not stay with the JVM's attach thread for ever.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    String given = arguments == null ? "" : arguments;
    Thread attaching =
        new Thread(
            () -> {
              if (given.equals(DETACH)) {
                detach();
              } else {
                awaitLeaving();
                start(given, instrumentation, false);
              }
            },
            "monitor-attach");
    attaching.setDaemon(true);
    attaching.start();
    try {
      attaching.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized void start(
      String arguments, Instrumentation instrumentation, boolean beforeMain) {
    try {
      if (isJdkTool(System.getProperty("sun.java.command", ""))) {
        return;
      }
      String first = System.getProperty(URL_PROPERTY);
      if (first != null) {
        System.err.println("[monitor] already monitored" + (first.isEmpty() ? "" : " at " + first));
        return;
      }
      System.setProperty(URL_PROPERTY, "");
      load(arguments, instrumentation, beforeMain);
    } catch (Throwable failure) {
      left();
      report("not started, the program runs on without it", failure);
    }
  }

  /** A monitor that was asked to leave gets time to, so that the next one can come. */
  private static void awaitLeaving() {
    try {
      CoreLoader leaving = core;
      if (leaving != null && (boolean) call(leaving, "isLeaving")) {
        call(leaving, "detach");
      }
    } catch (Throwable failure) {
      report("the monitor before could not leave", failure);
    }
  }

  private static void detach() {
    try {
      CoreLoader there = core;
      if (there == null) {
        System.err.println("[monitor] not detached, this program is not monitored");
      } else if (!(boolean) call(there, "detach")) {
        System.err.println("[monitor] not detached within 15 s, it goes on");
      }
    } catch (Throwable failure) {
      report("not detached", failure);
    }
  }

  private static Object call(CoreLoader loader, String method) throws ReflectiveOperationException {
    return loader.loadClass(START).getMethod(method).invoke(null);
  }

  /** There is no monitor any more. */
  private static void left() {
    core = null;
    System.clearProperty(URL_PROPERTY);
  }

  /** An option inherited through JAVA_TOOL_OPTIONS must not monitor javac, jcmd and the like. */
  static boolean isJdkTool(String command) {
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    if (main.contains("com.sun.tools.javac.launcher.")) {
      // Somebody's program, run from its source file.
      return false;
    }
    return (main.startsWith("jdk.") && main.indexOf('/') > 0)
        || main.startsWith("sun.tools.")
        || main.startsWith("com.sun.tools.");
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
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      System.err.println("[monitor] " + what + ": " + cause);
    } catch (Throwable ignored) {
      // The host comes first, even when its own stderr throws.
      return;
    }
  }

  /** No lambda, whose first one costs the host's start milliseconds. */
  private static final class Left implements Runnable {
    @Override
    public void run() {
      left();
    }
  }
}
