package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.setup.config.StopWay;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the sampling: the ticks, the hiccup meter and the messages of errors; all daemons.
 *
 * <p>Any thread makes it; the agent's own threads start and stop it. The host's threads call what
 * {@link #runBoundary} returns.
 */
public final class Sampling {
  private final AgentThreads threads;
  private final PendingMarks marks = new PendingMarks();
  private final SystemTicker ticker = new SystemTicker();
  private final MessageThreads messages;
  private final LazySampler sampler;
  private final SamplerLoop loop;
  private final RunBoundary boundary;
  private volatile @Nullable HostControl control;

  /**
   * Makes the sampling; nothing runs yet.
   *
   * @param threads makes them; their CPU time is measured
   * @param cost what the agent itself costs
   * @param budget what all may hold that grows
   * @param listeners told of each snapshot in this order
   */
  public Sampling(
      Recording recording,
      SamplerOptions options,
      AgentThreads threads,
      OwnCost cost,
      MemoryBudget budget,
      List<SnapshotListener> listeners) {
    this.threads = threads;
    ErrorMessages errors = new ErrorMessages(recording.reader(), ticker);
    this.messages = new MessageThreads(errors, threads::startAsking, System::nanoTime);
    this.sampler =
        new LazySampler(
            recording, options, threads, ticker, marks, errors, cost, budget, listeners);
    this.loop = new SamplerLoop(sampler, messages);
    this.boundary = new RunBoundary(sampler);
  }

  /** Starts all threads and returns at once. */
  public void start() {
    loop.start(threads.loop("monitor-sampler", loop));
    threads.loop("monitor-hiccup", sampler.hiccups()).start();
    messages.ensureOne();
  }

  /** What this runtime cannot tell because a module is missing; a sentence for each. */
  public static List<String> lacks() {
    return RuntimeModules.lacks();
  }

  /**
   * Makes the control of the run.
   *
   * @param way how a stop is done
   * @param stopper stops the host in every way but interrupting the workers
   */
  public HostControl control(StopWay way, RunStopper stopper, AgentLog log) {
    StopObstacle obstacle = new StopObstacle(stopper, threads);
    HostControl made =
        new HostControl(sampler, loop::lookAgain, threads, way, stopper, obstacle, log);
    control = made;
    return made;
  }

  /** Marks something that has just ended; any thread. */
  public void mark(Mark.Kind kind, long durationNanos, String text) {
    marks.add(
        new Mark(ticker.instantOf(ticker.nanos() - durationNanos), kind, durationNanos, text));
  }

  /** Marks this moment; any thread. */
  public void mark(Mark.Kind kind, String text) {
    marks.add(new Mark(ticker.instantOf(ticker.nanos()), kind, null, text));
  }

  /** All that was counted over all runs, as of the last snapshot; any thread. */
  public Lifetime lifetime() {
    return sampler.get().lifetime();
  }

  /** Takes a user's note about the run, see {@link org.benchmonitor.run.model.RunNotes#note}. */
  public Mark note(String text, @Nullable Instant at) {
    return sampler.get().note(text, at);
  }

  /**
   * What to log about a step of the system's clock; empty if there was none since the last call.
   */
  public Optional<String> takeClockStep() {
    ClockStep step = ticker.takeStep();
    return step == null ? Optional.empty() : Optional.of(step.text() + "; " + step.consequence());
  }

  /** The time now, on the axis of the run. */
  public Instant now() {
    return ticker.instantOf(ticker.nanos());
  }

  /** The listener that the probe tells of the host's session method and exit. */
  public RunBoundaryListener runBoundary() {
    return boundary;
  }

  /** Ends the run, if an operation has begun in it, and begins another; see {@link Sampler}. */
  public void beginAnew(String reason) {
    sampler.get().beginAnew(reason);
  }

  /** Ends the run, if it has not ended, with a last partial interval up to the last operation. */
  public void end(RunStatus status, String reason) {
    messages.finish();
    sampler.get().endRun(status, reason);
  }

  /** The code that the host passed to {@code System.exit}, if that was seen. */
  public OptionalInt exitCode() {
    return boundary.exitCode();
  }

  /** Stops the threads; waits at most this long for the sampler's. */
  public void stop(long joinMillis) {
    loop.stop();
    HostControl controlling = control;
    if (controlling != null) {
      controlling.close();
    }
    messages.stop();
    sampler.stop();
    loop.join(TimeUnit.MILLISECONDS.toNanos(joinMillis));
  }
}
