package org.benchmonitor.tool.cli;

/** Derives from the JDK's messages, the only source there is, why attaching to a JVM failed. */
final class AttachRefusal {
  private AttachRefusal() {}

  /** The JVM did not let anybody in. */
  static Failure ofAttach(long pid, String message) {
    if (message.contains("does not support the attach mechanism")) {
      return disabled(pid);
    }
    if (message.contains("doesn't respond") || message.contains("Unable to open socket file")) {
      return new Failure(
          ExitCode.TIMED_OUT,
          "process " + pid + " does not answer: " + message,
          "it may be stopped, or still starting");
    }
    if (message.contains("No such process")) {
      return new Failure(ExitCode.NO_SUCH_JVM, "there is no process " + pid, "");
    }
    return new Failure(
        ExitCode.NOT_ALLOWED, "process " + pid + " cannot be attached to: " + message, "");
  }

  /** One monitor is enough. */
  static Failure second(long pid, String url) {
    return new Failure(
        ExitCode.ALREADY_MONITORED,
        "process " + pid + " is monitored already" + (url.isEmpty() ? ", without a port yet" : ""),
        "",
        url);
  }

  static Failure disabled(long pid) {
    return new Failure(
        ExitCode.NOT_ALLOWED,
        "process " + pid + " was started with -XX:+DisableAttachMechanism",
        "start it with -javaagent:monitor.jar=... instead");
  }

  /** The JVM let the command in, and did not load the agent. */
  static Failure ofLoad(long pid, String message) {
    if (message.contains("Dynamic agent loading is not enabled")) {
      return new Failure(
          ExitCode.NOT_ALLOWED,
          "process " + pid + " was started with -XX:-EnableDynamicAgentLoading",
          "start it with -javaagent:monitor.jar=... instead");
    }
    return new Failure(
        ExitCode.FAILED, "process " + pid + " did not load the agent: " + message, "");
  }

  /** The agent itself stays out of the JVM. */
  static Failure ofAgent(long pid, String reason) {
    return new Failure(
        ExitCode.NOT_ALLOWED, "process " + pid + " runs on without the monitor: " + reason, "");
  }

  /** The agent's start failed there (JPLIS, InvocationAdapter.c). */
  static Failure ofStart(long pid, int code) {
    return switch (code) {
      case 100 ->
          new Failure(
              ExitCode.NOT_ALLOWED,
              "process " + pid + " cannot read the jar, or it is not the agent's",
              "name its path in that process with --jar");
      case 101 ->
          new Failure(
              ExitCode.FAILED, "process " + pid + " cannot add the jar to its class path", "");
      default ->
          new Failure(
              ExitCode.FAILED,
              "the agent did not start in process " + pid + " (code " + code + ")",
              "that process's stderr says why");
    };
  }
}
