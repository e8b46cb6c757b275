package org.benchmonitor.tool.cli;

import java.nio.file.Path;

/** Finds what would go wrong, without a request to the other JVM. */
final class TargetCheck {
  private static final int OLDEST_JAVA = 17;

  private TargetCheck() {}

  /**
   * Looks at the process from outside.
   *
   * @param seenFromThere whether the jar's path is one of the other process's file system
   * @throws Failure saying why it must not be attached to
   */
  static void check(Jvm jvm, Path jar, boolean seenFromThere) {
    long pid = jvm.pid();
    int feature = TargetProcess.feature(jvm.javaVersion());
    if (feature > 0 && feature < OLDEST_JAVA) {
      throw notAllowed(
          "process " + pid + " runs on Java " + jvm.javaVersion(),
          "the agent needs " + OLDEST_JAVA + " or newer");
    }
    if (!TargetProcess.holdsJvm(pid)) {
      throw new Failure(ExitCode.NO_SUCH_JVM, "process " + pid + " is not a JVM", "");
    }
    if (TargetProcess.refusesByCommandLine(pid)) {
      throw AttachRefusal.disabled(pid);
    }
    if (!TargetProcess.catchesQuit(pid)) {
      throw notAllowed(
          "process " + pid + " does not listen to SIGQUIT, by which attaching begins",
          "it was started with -Xrs, or has only just started");
    }
    if (TargetProcess.hasOtherNetwork(pid)) {
      throw notAllowed(
          "process " + pid + " runs in a container, whose ports cannot be reached from here",
          "run this command inside of the container");
    }
    if (!TargetProcess.sees(pid, jar.toAbsolutePath(), seenFromThere)) {
      throw notAllowed(
          "process " + pid + " cannot read " + jar.toAbsolutePath(),
          "copy the jar to where it can, and name that with --jar");
    }
  }

  private static Failure notAllowed(String message, String hint) {
    return new Failure(ExitCode.NOT_ALLOWED, message, hint);
  }
}
