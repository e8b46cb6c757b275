package org.benchmonitor.host.sample;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.setup.config.StopWay;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the sampling: the ticks, the hiccup meter and the messages of errors; all daemons.
 *
 * <p>Made, started and stopped by the agent's own threads; {@link #runBoundary} is called by
 * the host's.
 */
public final class Sampling {
  private static final long POLL_NANOS = 20_000_000;

  private final Recording recording;
  private final SamplerOptions options;
  private final AgentThreads threads;
  private final OwnCost cost;
  private final List<SnapshotListener> listeners;
  private final Marks marks = new Marks();
  private final Ticker ticker = Ticker.system();
  private final HiccupMeter hiccups =
      new HiccupMeter(ticker, marks, new HiccupPace(() -> jvm().ownCpuNanos()));
  private final ErrorMessages errors;
  private final MessageThreads messages;
  private final SessionState sessions = new SessionState();

  private volatile @Nullable Sampler sampler;
  private volatile @Nullable JvmFacts jvm;
  private volatile JvmFacts.@Nullable GcListening gcListening;
  private volatile @Nullable HostControl control;
  private volatile boolean stopped;
  private volatile @Nullable Thread tickThread;

  /**
   * Makes the sampling; nothing runs yet.
   *
   * @param threads makes them; their CPU time is measured
   * @param cost what the agent itself costs
   * @param listeners told of each snapshot in this order
   */
  public Sampling(
      Recording recording,
      SamplerOptions options,
      AgentThreads threads,
      OwnCost cost,
      List<SnapshotListener> listeners) {
    this.recording = recording;
    this.options = options;
    this.threads = threads;
    this.cost = cost;
    this.listeners = List.copyOf(listeners);
    this.errors = new ErrorMessages(recording);
    this.messages = new MessageThreads(errors, threads::startAsking, System::nanoTime);
  }

  /** Starts all threads and returns at once. */
  public void start() {
    Thread ticking = threads.loop("monitor-sampler", new Ticking());
    tickThread = ticking;
    ticking.start();
    threads.loop("monitor-hiccup", hiccups).start();
    messages.ensureOne();
  }

  /** What this runtime cannot tell for want of a module; a sentence for each. */
  public static List<String> lacks() {
    return RuntimeModules.lacks();
  }

  /** Made by whoever needs it first, which is never the host's main thread before its main. */
  private synchronized JvmFacts jvm() {
    JvmFacts made = jvm;
    if (made == null) {
      made = RuntimeModules.jvmFacts();
      jvm = made;
    }
    return made;
  }

  /** One failure, such as a want of memory that passes, is counted with those of the listeners. */
  private final class Ticking implements Loop {
    private boolean begun;

    @Override
    public boolean isOver() {
      return stopped;
    }

    @Override
    public void turn() {
      if (begun) {
        sampleNext();
      } else {
        // First of all: what fails here must not be tried again and again.
        begun = true;
        sampleAtOnce();
      }
    }

    @Override
    public void failed() {
      Sampler made = sampler;
      if (made != null) {
        made.countFailure();
      }
    }
  }

  /** So that there is something to show before the first interval is over. */
  private void sampleAtOnce() {
    Sampler made = sampler();
    gcListening = jvm().listenForGc(marks);
    made.tick();
  }

  private void sampleNext() {
    Sampler made = sampler();
    waitForNextCut(made);
    if (!stopped) {
      messages.look();
      made.tick();
    }
  }

  private void waitForNextCut(Sampler made) {
    long left = made.nanosToNextCut();
    while (left > 0 && !stopped && !made.isBeginDue()) {
      // While the first operation is awaited, a short poll lets the run begin without delay.
      Rest.nanos(made.isStarting() ? Math.min(left, POLL_NANOS) : left);
      left = made.nanosToNextCut();
    }
  }

  /** The sampler, made by whoever needs it first: its thread, a session method, or the end. */
  private synchronized Sampler sampler() {
    Sampler made = sampler;
    if (made == null) {
      made =
          new Sampler(
              recording,
              options,
              ticker,
              new JvmSystemSource(jvm(), threads, hiccups, ticker),
              marks,
              errors,
              cost,
              listeners);
      sampler = made;
    }
    return made;
  }

  /**
   * Makes what controls the run.
   *
   * @param way how a stop is done
   * @param stopper does it, in each way but that of interrupting the workers
   */
  public HostControl control(StopWay way, RunStopper stopper, AgentLog log) {
    StopObstacle obstacle = new StopObstacle(stopper, threads);
    HostControl made =
        new HostControl(this::sampler, this::lookAgain, threads, way, stopper, obstacle, log);
    control = made;
    return made;
  }

  private void lookAgain() {
    LockSupport.unpark(tickThread);
  }

  /** Marks something that has just ended; any thread. */
  public void mark(Mark.Kind kind, long durationNanos, String text) {
    marks.add(
        new Mark(ticker.instantOf(ticker.nanos() - durationNanos), kind, durationNanos, text));
  }

  /** What the probe tells of the host's session method and of its exit. */
  public RunBoundaryListener runBoundary() {
    return sessions;
  }

  /**
   * Ends the run, if it has not ended, with the last partial interval, counted to the last
   * operation.
   */
  public void end(RunStatus status, String reason) {
    messages.finish();
    sampler().endRun(status, reason);
  }

  /** The code that the host gave to {@code System.exit}, if it was seen. */
  public OptionalInt exitCode() {
    return sessions.exitCode;
  }

  /** Stops the threads; waits for the sampler's at most this long. */
  public void stop(long joinMillis) {
    stopped = true;
    HostControl controlling = control;
    if (controlling != null) {
      controlling.close();
    }
    messages.stop();
    hiccups.stop();
    JvmFacts.GcListening listening = gcListening;
    if (listening != null) {
      listening.close();
    }
    Thread ticking = tickThread;
    if (ticking != null) {
      LockSupport.unpark(ticking);
      Rest.untilEnd(ticking, TimeUnit.MILLISECONDS.toNanos(joinMillis));
    }
  }

  /** Begins and ends runs with the host's session method; nested entries belong to the first. */
  private final class SessionState implements RunBoundaryListener {
    private int depth;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    @Override
    public synchronized void entered() {
      if (depth++ == 0) {
        sampler().beginRun();
      }
    }

    @Override
    public synchronized void left(@Nullable Throwable thrown) {
      if (depth > 0 && --depth == 0) {
        if (thrown == null) {
          sampler().endRun(RunStatus.COMPLETED, "the session method returned");
        } else {
          sampler()
              .endRun(
                  RunStatus.FAILED, "the session method threw " + thrown.getClass().getName());
        }
      }
    }

    @Override
    public void exiting(int code) {
      exitCode = OptionalInt.of(code);
    }
  }
}
