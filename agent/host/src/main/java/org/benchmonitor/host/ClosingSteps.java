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
 * The list of what is closed when the monitor leaves the JVM or the JVM ends; made once.
 *
 * @param parts makes them if something ends before they were made
 * @param outcome how the run ended; null while it is unknown
 * @param end the watch of the JVM's end, which a step releases
 * @param longestEndMillis how long the end of the JVM is held at most
 */
record ClosingSteps(
    Foundation foundation,
    Supplier<Parts> parts,
    Supplier<@Nullable Outcome> outcome,
    JvmEnd end,
    long longestEndMillis) {
  /** For steps that ignore their deadline; most take some milliseconds. */
  static final long LONGEST_MILLIS = 10_000;

  private static final long STREAMS_MILLIS = 150;
  private static final long LONGEST_CUT_MILLIS = 1_000;
  private static final long LONGEST_THREADS_MILLIS = 2_000;

  /** The part of the time at the JVM's end that is kept for what closes after the followers. */
  private static final long SERVER_MILLIS = 500;

  /** How the run ended; the first that is known counts. */
  record Outcome(RunStatus status, String reason) {}

  /**
   * All steps. First counting stops, then the run ends and is shown, and last what showed it goes.
   * A new part to close adds its step here.
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
        .step("the last push", shown, LONGEST_MILLIS, deadline -> parts.get().finishPushing())
        .step(
            "what follows the run",
            shown,
            longestEndMillis - SERVER_MILLIS,
            deadline -> parts.get().followers().close(deadline))
        .step(
            "what the program and others are told",
            shown,
            longestEndMillis - SERVER_MILLIS,
            this::closeCallbacks)
        // Before the port is free: the registry must not pair the token with a port of another.
        .step("the registry", shown, LONGEST_MILLIS, deadline -> parts.get().serving().unregister())
        // The JVM waits 300 ms for threads that are inside a native accept or read.
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
        .step(
            "the end of a search",
            last,
            LONGEST_MILLIS,
            deadline -> parts.get().suggester().close())
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

  /** Gives late followers the time that is left after the server has closed. */
  private void awaitFollowers(long deadlineNanos) {
    List<String> late = parts.get().followers().close(deadlineNanos);
    if (!late.isEmpty()) {
      throw new IllegalStateException("not done in time: " + late);
    }
  }

  private void closeCallbacks(long deadlineNanos) {
    List<String> untold = parts.get().closeCallbacks(deadlineNanos);
    if (!untold.isEmpty()) {
      foundation.log().warn("not told of all: " + untold);
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

  /** The last step, because no class of the agent loads after it. Clears the URL too. */
  private void closeLoader() {
    try {
      foundation.jar().loader().close();
    } catch (IOException goneAlready) {
      foundation.log().debug("the jar was closed before");
    }
  }
}
