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
 * The monitor of one JVM: begins, looks after its parts, and closes them in order.
 *
 * <p>{@link #recordFromNowOn} runs on the host's thread and is quick; {@link #turn} is the agent's
 * main thread's; {@link #onEnd} is called when the JVM ends. What is made stands in {@link Parts},
 * which also lists what is looked after; {@link ClosingSteps} lists what is closed.
 */
final class Monitor implements JvmEnd.Listener, Loop {
  /** The first part that fails is said; the others mostly fail with it, and are in the log. */
  private static final String FAILED = "failed";

  private static final long LOOK_NANOS = 200_000_000;
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final long POLL_NANOS = 2_000_000;

  /** Of the time at the end of the JVM, so that what was not done in time can still be said. */
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
    this.end = new JvmEnd(this, foundation.threads());
  }

  /** Lets every operation from now on be recorded, and the end of the JVM be noticed. */
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

  /** Takes back what {@link #recordFromNowOn} did, all or a part of it. */
  void undo() {
    closing().run(Way.UNDO, ClosingSteps.LONGEST_MILLIS);
  }

  RunBoundaryListener runBoundary() {
    return parts().sampling().runBoundary();
  }

  /** Made by whoever needs them first: the main thread, or a run that ends before it came to it. */
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

  /** Made by the main thread before it is needed, unless something ends before that. */
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
      look();
      shutdown.waitFor(LOOK_NANOS);
    }
  }

  private void begin() {
    Sampling.lacks().forEach(log::warn);
    orSay("the sampling", () -> parts().sampling().start());
    orSay("the classes that are loaded already", () -> parts().instrumentLoadedClasses());
    orSay("the first snapshot", () -> awaitFirstSnapshot(parts()));
    orSay("the server", () -> parts().serve());
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

  /** Gives the host back all that was taken. */
  private void leave() {
    log.info("detaching", Map.of("by", foundation.shutdown().by()));
    outcome.compareAndSet(
        null, new ClosingSteps.Outcome(RunStatus.COMPLETED, "the monitor was detached"));
    closing().run(Way.DETACH, TimeUnit.MINUTES.toMillis(1));
    foundation.shutdown().done();
  }

  /**
   * One part that cannot start, such as a library that is missing, must not take the others along.
   */
  private void orSay(String what, Runnable start) {
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

  /** The sampler measures once at its start; without it the first requests had no answer. */
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

  /** Nothing here is made at run time, which may be what has failed. */
  @Override
  public void onFailedEnd(Throwable failure) {
    String text = "the monitor did not end properly: ".concat(String.valueOf(failure));
    log.toStderrOnce(FAILED, text);
    log.error(text);
  }

  /** The JVM ends: the last snapshot, the last messages, the report. */
  @Override
  public void onEnd(RunStatus status, String reason) {
    outcome.compareAndSet(null, new ClosingSteps.Outcome(status, reason));
    closing().run(Way.JVM_END, longestEndMillis - SAYING_MILLIS);
  }
}
