package org.benchmonitor.host;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.host.Closing.Way;
import org.benchmonitor.run.model.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * The one list of what is closed when the monitor leaves the JVM or the JVM ends; made once.
 *
 * @param parts makes them where something ends before they were made
 * @param outcome how the run ended; null while nobody has said so
 * @param end of the JVM, of which nothing is heard any more after the last step
 * @param longestEndMillis how long the end of the JVM is held at most
 */
record ClosingSteps(
    Foundation foundation,
    Supplier<Parts> parts,
    Supplier<@Nullable Outcome> outcome,
    JvmEnd end,
    long longestEndMillis) {
  /** For steps that cannot be told when to stop; most take some milliseconds. */
  static final long LONGEST_MILLIS = 10_000;

  private static final long STREAMS_MILLIS = 150;
  private static final long LONGEST_CUT_MILLIS = 1_000;
  private static final long LONGEST_THREADS_MILLIS = 2_000;

  /** Of the time at the end of the JVM, for what is closed after those who follow the run. */
  private static final long SERVER_MILLIS = 500;

  /** How the run ended, as the first said who knew. */
  record Outcome(RunStatus status, String reason) {}

  /**
   * All that is closed, in the order in which nothing is missed: first nothing more is counted,
   * then the run ends and is shown, then what showed it goes. A new one has its line here.
   *
   * @param told of each step that fails
   */
  Closing all(Closing.Told told) {
    Set<Way> taken = EnumSet.of(Way.UNDO, Way.DETACH);
    Set<Way> shown = EnumSet.of(Way.DETACH, Way.JVM_END);
    Set<Way> last = EnumSet.of(Way.DETACH);
    return new Closing(told)
        .step(
            "giving the classes back",
            taken,
            LONGEST_MILLIS,
            deadline -> foundation.instrumenter().stop())
        .step(
            "giving the runner's class back",
            taken,
            LONGEST_MILLIS,
            deadline -> foundation.stop().close())
        .step("the end of the recording", taken, LONGEST_MILLIS, deadline -> Probe.install(null))
        .step("the last snapshot", shown, LONGEST_MILLIS, deadline -> endRun())
        .step(
            "what follows the run",
            shown,
            longestEndMillis - SERVER_MILLIS,
            deadline -> parts.get().followers().close(deadline))
        // Before the port is free, or somebody might find the token and the way to it.
        .step("the registry", shown, LONGEST_MILLIS, deadline -> parts.get().serving().unregister())
        // The JVM waits 300 ms for threads that are inside of a native accept or read.
        .step(
            "the end of the server",
            shown,
            LONGEST_MILLIS,
            deadline -> parts.get().serving().close(STREAMS_MILLIS))
        .step("all that follows the run", shown, longestEndMillis, this::awaitFollowers)
        .step(
            "the end of the sampling",
            last,
            LONGEST_CUT_MILLIS,
            deadline -> parts.get().sampling().stop(LONGEST_CUT_MILLIS))
        .step("the end of the threads", last, LONGEST_THREADS_MILLIS, deadline -> endThreads())
        .step("letting the end of the JVM go", taken, LONGEST_MILLIS, deadline -> end.release())
        .step(
            "the memory of the recording",
            taken,
            LONGEST_MILLIS,
            deadline -> foundation.recording().close())
        .step("the agent's loader", last, LONGEST_MILLIS, deadline -> closeLoader());
  }

  private void endRun() {
    Outcome known = outcome.get();
    if (known != null) {
      parts.get().sampling().end(known.status(), known.reason());
    }
  }

  /** Who was late has the time that is left when all else is closed. */
  private void awaitFollowers(long deadlineNanos) {
    List<String> late = parts.get().followers().close(deadlineNanos);
    if (!late.isEmpty()) {
      throw new IllegalStateException("not done in time: " + late);
    }
  }

  private void endThreads() {
    List<String> remaining = foundation.threads().end(LONGEST_THREADS_MILLIS);
    if (!remaining.isEmpty()) {
      foundation
          .log()
          .toStderr("detached, except for threads that the program holds: " + remaining);
    }
  }

  /** Last of all, for no class of the agent can be loaded any more; clears the URL too. */
  private void closeLoader() {
    try {
      foundation.loader().close();
    } catch (IOException goneAlready) {
      foundation.log().debug("the jar was closed before");
    }
  }
}
