package org.benchmonitor.host;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.benchmonitor.host.Closing.Way;
import org.benchmonitor.host.sample.Sampling;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of one JVM: starts its parts, looks after them, and closes them in order.
 *
 * <p>{@link #recordFromNowOn} runs on the thread that starts the agent and is quick. The agent's
 * main thread calls {@link #turn}. {@link #onEnd} is called when the JVM ends. {@link Parts} holds
 * what is made and lists what is looked after; {@link ClosingSteps} lists what is closed.
 */
final class Monitor implements JvmEnd.Listener, Loop {
  /**
   * Only the first failure goes to stderr; later ones mostly follow from it, and are in the log.
   */
  private static final String FAILED = "failed";

  private static final long LOOK_NANOS = 200_000_000;
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final long POLL_NANOS = 2_000_000;

  /** The part of the time at the JVM's end that is kept for telling what was not done. */
  private static final long SAYING_MILLIS = 200;

  private final Foundation foundation;
  private final AgentLog log;
  private final long longestEndMillis;
  private final JvmEnd end;
  private final AtomicReference<ClosingSteps.@Nullable Outcome> outcome = new AtomicReference<>();
  private volatile @Nullable Parts parts;
  private volatile @Nullable Closing closing;
  private List<Care> cares = List.of();
  private boolean begun;
  private boolean left;

  /**
   * Makes it; nothing has begun.
   *
   * @param longestEndMillis how long the end of the JVM is held at most
   */
  Monitor(Foundation foundation, long longestEndMillis) {
    this.foundation = foundation;
    this.longestEndMillis = longestEndMillis;
    this.log = foundation.log();
    this.end = new JvmEnd(this, foundation.threads(), longestEndMillis);
  }

  /** Records every operation from now on, and watches for the end of the JVM. */
  void recordFromNowOn(boolean beforeMain, Predicate<Runnable> afterHooks) {
    try {
      Probe.install(foundation.recording());
      foundation.recording().onRunBoundary(new LazyRunBoundary(this));
      foundation.instrumenter().register();
      foundation.stop().watch();
      end.register(afterHooks);
      if (beforeMain) {
        end.watchMainThread();
      }
    } catch (Throwable failure) {
      undo();
      throw failure;
    }
  }

  /** Takes back what {@link #recordFromNowOn} did, in full or in part. */
  void undo() {
    closing().run(Way.UNDO, ClosingSteps.LONGEST_MILLIS);
  }

  RunBoundaryListener runBoundary() {
    return parts().sampling().runBoundary();
  }

  /**
   * Made by the first thread that needs them: the main thread, or one that begins or ends a run.
   */
  private Parts parts() {
    Parts made = parts;
    if (made == null) {
      synchronized (this) {
        made = parts;
        if (made == null) {
          made = new Parts(foundation);
          parts = made;
        }
      }
    }
    return made;
  }

  /** Made ahead by the main thread, or by the first thread that ends something. */
  private Closing closing() {
    Closing made = closing;
    if (made == null) {
      synchronized (this) {
        made = closing;
        if (made == null) {
          made =
              new ClosingSteps(foundation, this::parts, outcome::get, end, longestEndMillis)
                  .all(this::failed);
          closing = made;
        }
      }
    }
    return made;
  }

  @Override
  public boolean isOver() {
    return left;
  }

  @Override
  public void turn() {
    ShutdownRequest shutdown = foundation.shutdown();
    if (!begun) {
      begun = true;
      begin();
    } else if (shutdown.isRequested()) {
      leave();
      left = true;
    } else {
      if (!isEnding()) {
        look();
      }
      Parts made = parts;
      shutdown.waitFor(made == null ? LOOK_NANOS : made.lookNanos());
    }
  }

  private void begin() {
    Sampling.lacks().forEach(log::warn);
    orSay("the sampling", () -> parts().sampling().start());
    orSay("the classes that are loaded already", () -> parts().instrumentLoadedClasses());
    orSay("the first snapshot", () -> awaitFirstSnapshot(parts()));
    // A host may have filled its room meanwhile.
    orSay("a look at the room", () -> parts().lookAtRoom());
    if (!foundation.shutdown().isRequested()) {
      orSay("the server", () -> parts().serve());
      orSay("the push of the metrics", () -> parts().startPushing());
    }
  }

  private void look() {
    Parts made = parts;
    if (made != null) {
      if (cares.isEmpty()) {
        cares = made.cares();
      }
      Care.lookAfter(cares);
    }
  }

  /** Gives back to the host all that was taken. */
  private void leave() {
    log.info("detaching", Map.of("by", foundation.shutdown().by()));
    outcome.compareAndSet(
        null, new ClosingSteps.Outcome(RunStatus.COMPLETED, "the monitor was detached"));
    closing().run(Way.DETACH, TimeUnit.MINUTES.toMillis(1));
    sayJarFault();
    foundation.shutdown().done();
  }

  private void sayJarFault() {
    Parts made = parts;
    if (made != null) {
      made.jarCare().sayFault();
    }
  }

  /** Whether the JVM ends: what is done now takes time from the report and serves nobody. */
  private boolean isEnding() {
    return outcome.get() != null;
  }

  /** Starts one part. If it fails, for example for a missing library, the others still start. */
  private void orSay(String what, Runnable start) {
    if (isEnding()) {
      return;
    }
    try {
      start.run();
    } catch (RuntimeException | Error failure) {
      sayWithout(what, failure);
    }
  }

  private void sayWithout(String what, Throwable failure) {
    log.toStderrOnce(FAILED, "without " + what + ", the program runs on: " + failure);
    log.error("without " + what + ": " + failure);
  }

  private void failed(Way way, String what, Throwable failure) {
    if (way == Way.JVM_END) {
      onFailedEnd(failure);
    } else {
      sayWithout(what, failure);
    }
  }

  /** Waits for the sampler's first cut; the first requests have no answer without it. */
  private void awaitFirstSnapshot(Parts made) {
    ApiContext context = made.context();
    long deadline = System.nanoTime() + FIRST_NANOS;
    while (context.latest() == null && System.nanoTime() < deadline) {
      Rest.nanos(POLL_NANOS);
    }
    closing();
    JvmEnd.rehearse();
    Snapshot first = context.latest();
    ReportWriter report = made.report();
    if (first != null && report != null) {
      report.warmUp(first);
    }
  }

  @Override
  public OptionalInt exitCode() {
    return parts().sampling().exitCode();
  }

  /** Uses no lambda and no string concatenation: linking one may be what has failed. */
  @Override
  public void onFailedEnd(Throwable failure) {
    String text = "the monitor did not end properly: ".concat(String.valueOf(failure));
    log.toStderrOnce(FAILED, text);
    log.error(text);
  }

  /** Ends the run as the JVM ends: last snapshot, last messages, report. */
  @Override
  public void onEnd(RunStatus status, String reason) {
    outcome.compareAndSet(null, new ClosingSteps.Outcome(status, reason));
    closing().run(Way.JVM_END, longestEndMillis - SAYING_MILLIS);
    sayJarFault();
  }
}
