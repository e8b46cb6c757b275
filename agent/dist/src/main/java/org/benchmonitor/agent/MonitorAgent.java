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

  private MonitorAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, true);
  }

  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, false);
  }

  private static void start(
      @Nullable String arguments, Instrumentation instrumentation, boolean beforeMain) {
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
      load(arguments == null ? "" : arguments, instrumentation, beforeMain);
    } catch (Throwable failure) {
      report(failure);
    }
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
    new CoreLoader(jar)
        .loadClass(START)
        .getMethod(beforeMain ? "premain" : "agentmain", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }

  @SuppressWarnings("SystemOut") // the one line that says why there is no monitor
  private static void report(Throwable failure) {
    try {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      System.err.println("[monitor] not started, the program runs on without it: " + cause);
    } catch (Throwable ignored) {
      // The host comes first, even when its own stderr throws.
      return;
    }
  }
}
